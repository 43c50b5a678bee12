window.addEventListener("DOMContentLoaded", () => {
  const payload = JSON.parse(document.getElementById("situation-payload").textContent);
  window.openSituation({ root: document.getElementById("situation"), payload });
});
