// Added to every page before its own scripts: when a page is ready, and how long a step takes until its frame is shown.
(() => {
  const nextFrame = () => new Promise((done) => { requestAnimationFrame(done); });

  // Resolves once the frame has been handed on for display: a task queued in it runs after its paint.
  async function painted() {
    await nextFrame();
    const { port1, port2 } = new MessageChannel();
    const handedOn = new Promise((done) => { port1.onmessage = done; });
    port2.postMessage(null);
    await handedOn;
  }

  // A browser without a screen makes frames at 60 Hz while nothing changes, and at once while something does.
  function keepChanging() {
    const dot = document.createElement("i");
    dot.style.cssText = "position:fixed;left:0;top:0;width:1px;height:1px;z-index:9999;will-change:transform";
    document.body.append(dot);
    let going = true;
    let odd = false;
    const change = () => {
      odd = !odd;
      dot.style.background = odd ? "#000" : "#fff";
      if (going) requestAnimationFrame(change);
      else dot.remove();
    };
    change();
    return () => { going = false; };
  }

  // From the call until the frame that shows its effect is painted and handed on for display.
  async function timeUntilShown(act) {
    const stop = keepChanging();
    await painted();
    await painted();
    const began = performance.now();
    act();
    await painted();
    const took = performance.now() - began;
    stop();
    return took;
  }

  // From the act until `isDone()` holds and is shown.
  async function timeUntil(act, isDone, mostMs = 20000) {
    const stop = keepChanging();
    await painted();
    const began = performance.now();
    act();
    do await nextFrame(); while (!isDone() && performance.now() - began < mostMs);
    await painted();
    const took = performance.now() - began;
    stop();
    if (!isDone()) throw new Error(`nothing seen within ${mostMs} ms`);
    return took;
  }

  // As a task of its own, so that the browser counts the call among the page's scripts.
  const asTask = (work) => new Promise((done) => { setTimeout(() => done(work())); });

  window.benchmark = {
    shown: (day) => asTask(() => timeUntilShown(() => window.step(day))),
    settled: (day) => asTask(async () => {
      window.step(day);
      await nextFrame();
      await painted();
    }),
    until: timeUntil,
    nothing: () => asTask(async () => {
      await nextFrame();
      await painted();
    }),
    ready: new Promise((done) => {
      addEventListener("load", async () => {
        await window.situationMap?.ready;
        await painted();
        done(performance.now());
      });
    }),
  };
})();
