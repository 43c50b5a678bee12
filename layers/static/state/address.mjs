// The address of the page: in a file its #hash is the state; in the app, whose query string the server reads, the page reports
// its state once the reader has settled.
import { SHARED } from "./session.mjs";
import { FROM_OUTSIDE } from "../base/store.mjs";
import { resolveTheme } from "../base/theme.mjs";
import { debounce } from "../base/timing.mjs";

const QUIET_MS = 300;
const UNREPORTED = "quiet"; // nobody's doing: the map made room
const PUSHES = ["day", "selected"];

/** Calls report(names) once a change of the shared state has come to rest: on release, or after a pause. */
export function onSettled(store, report) {
  const changed = new Set();
  const send = () => {
    const names = [...changed];
    changed.clear();
    if (names.length) report(names);
  };
  const later = debounce(send, QUIET_MS);
  store.subscribe((state, names, cause) => {
    if (cause === UNREPORTED) return;
    if (FROM_OUTSIDE.has(cause)) {
      changed.clear();
      later.cancel();
      return;
    }
    for (const name of names) if (SHARED.includes(name)) changed.add(name);
    if (state.busy) later.cancel();
    else if (names.has("busy")) later.now();
    else if (changed.size) later();
  });
}

/** The state that the address holds when the page opens; in the app it comes with the first command. */
export const stateInAddress = (host) => (host === "app" ? "" : location.hash.slice(1));

const HOSTS = { file: fileHost, app: appHost };

/** {address(share), command({share, …})}: `share()` writes the state as text, `restore(text, cause)` takes one over. */
export function makeHost(name, page) {
  return (HOSTS[name] ?? fileHost)(page);
}

function fileHost({ store, share, restore }) {
  let written = location.hash;
  onSettled(store, (names) => {
    const hash = `#${share()}`;
    if (hash === written) return;
    written = hash;
    history[names.some((changed) => PUSHES.includes(changed)) ? "pushState" : "replaceState"](null, "", hash);
  });
  const follow = () => {
    if (location.hash === written) return;
    written = location.hash;
    restore(written.slice(1), "restore");
  };
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  const command = ({ share: text = "" }) => restore(text, "command");
  return { command, address: (text) => `${location.href.split("#")[0]}#${text}` };
}

const PLACE_EVENTS = ["center", "zoom", "box"].map((name) => [name, "view"]);
const REPORT_EVENTS = [["day", "release"], ["selected", "select"], ["lang", "language"], ...PLACE_EVENTS];

function appHost({ store, share, restore }) {
  let reported = 0;
  let commanded = null;
  let visited = null;
  const report = (event) => {
    reported = Math.max(reported + 1, Date.now()); // keeps growing when the page is mounted again
    window.Streamlit?.setComponentValue({ timeline: { seq: reported, share: share(), event } });
  };
  onSettled(store, (names) => report(REPORT_EVENTS.find(([name]) => names.includes(name))?.[1] ?? "setting"));
  // a page that is mounted anew gets the last command, not the last state; the app compares
  setTimeout(() => report("open"));
  followTheme(store, () => report("theme"));
  // a server that was started again knows the address alone, which may be older than what the page shows
  const introduce = (visit) => {
    if (visited !== null && visit !== visited) {
      commanded = null;
      report("again");
    }
    visited = visit;
  };
  const command = ({ visit = visited, seq = null, after = null, share: text, theme, lang }) => {
    introduce(visit);
    if (seq !== null && seq === commanded) return;
    commanded = seq;
    const overtaken = after !== null && after < reported; // by a report that the app will take over next
    reported = Math.max(reported, after ?? 0); // a clock that has been set back hides no report
    if (typeof text === "string" && !overtaken) restore(text, "command");
    store.update({ ...(theme ? { theme } : {}), ...(lang ? { lang } : {}) }, "command");
  };
  return { command, address: appAddress };
}

// Streamlit sends its components the theme whenever it draws them; no script runs when the reader changes it.
function followTheme(store, changed) {
  window.addEventListener("message", ({ source, data }) => {
    const theme = source === window.parent && data?.type === "streamlit:render" ? data.theme?.base : null;
    if (!theme || theme === resolveTheme(store.get().theme)) return;
    store.update({ theme }, "command");
    changed();
  });
}

// The reader's address bar belongs to the page around this frame, which may be out of reach.
function appAddress(text) {
  try {
    return `${window.parent.location.href.split(/[?#]/)[0]}?${text}`;
  } catch {
    return `?${text}`;
  }
}
