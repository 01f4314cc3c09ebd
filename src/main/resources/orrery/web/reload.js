// Loads the page anew when it has changed. The answer to a script waits for that: pages allow no
// other requests. While nobody looks, no connection is kept.
(() => {
  const version = document.currentScript.dataset.version;
  let asking = false;
  let over = false;

  function ask() {
    if (asking || over || document.hidden) return;
    asking = true;
    const script = document.createElement("script");
    const next = (pause) => () => {
      script.remove();
      setTimeout(() => { asking = false; ask(); }, pause);
    };
    script.src = "/.orrery/change.js?" + version;
    script.onload = next(0);
    script.onerror = next(1000);
    document.head.append(script);
  }

  document.addEventListener("orrery-change", () => {
    over = true;
    location.reload();
  }, { once: true });
  // Not before all is there: a page is not loaded as long as a script of it is awaited.
  addEventListener("load", () => setTimeout(() => {
    document.addEventListener("visibilitychange", ask);
    ask();
  }));
})();
