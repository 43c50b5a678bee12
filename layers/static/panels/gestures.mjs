// Who gets the wheel and the finger: where the map stands within a page, in an article or in the app, they scroll that page, and the map
// moves with Ctrl or ⌘ and the wheel, or with two fingers. Where it has the window for itself it takes them all.

const SHARING = "shares-gestures"; // a class of the map, which says to the browser that one finger scrolls
const SWIPE_PX = 10; // less is a tap
const OWN_SCROLL = ".leaflet-popup, .leaflet-control"; // on the map, but not of it

/** Lets the page around have its gestures; `hint(key)` tells a reader how the map is moved. */
export function shareGestures({ map, host }, place, hint) {
  const container = map.getContainer();
  const decide = () => container.classList.toggle(SHARING, isWithinPage(host));
  decide();
  for (const name of ["resize", "fullscreenchange"]) window.addEventListener(name, decide);
  matchMedia(FULL_SCREEN).addEventListener("change", decide);
  const isShared = () => container.classList.contains(SHARING);
  const isOnMap = (node) => container.contains(node) && !node.closest(OWN_SCROLL);
  place.addEventListener("wheel", (event) => {
    if (!isShared() || event.ctrlKey || event.metaKey) return;
    event.stopPropagation(); // Leaflet's handler would zoom, and keep the page from scrolling
    if (isOnMap(event.target)) hint(hasCommandKey() ? "map.gesture.command" : "map.gesture.wheel");
  }, { capture: true, passive: true });
  let start = null;
  place.addEventListener("touchstart", (event) => {
    const { touches, target } = event;
    start = touches.length === 1 && isOnMap(target) ? touches[0] : null;
    if (isShared() && touches.length === 1) event.stopPropagation();
  }, { capture: true, passive: true });
  place.addEventListener("touchmove", ({ touches: [{ clientX, clientY }, second] }) => {
    if (!start || second || !isShared()) return;
    if (Math.hypot(clientX - start.clientX, clientY - start.clientY) < SWIPE_PX) return;
    start = null;
    hint("map.gesture.fingers");
  }, { capture: true, passive: true });
}

const FULL_SCREEN = "(display-mode: fullscreen)";

function isWithinPage(host) {
  const isFramed = host === "app" || window.self !== window.top;
  return isFramed && !document.fullscreenElement && !matchMedia(FULL_SCREEN).matches;
}

const hasCommandKey = () => /^(Mac|iP)/.test(navigator.platform);
