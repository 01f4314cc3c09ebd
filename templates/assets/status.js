// Puts in what every request changes, from status.json. Without it, the page links that file.
"use strict";
(async () => {
  const box = document.querySelector("[data-status]");
  if (!box || !location.protocol.startsWith("http")) return;
  const answer = await fetch(box.dataset.status, { cache: "no-cache" });
  const status = await answer.json();
  const of = box.dataset.feed ? status.feeds.find((f) => f.url === box.dataset.feed) : status;
  if (!answer.ok || !of) return;
  const words = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, "en-GB"), {
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone: "UTC",
    numberingSystem: "latn",
  });
  for (const place of box.querySelectorAll("[data-key]")) {
    const value = of[place.dataset.key];
    if (!value) continue;
    if ("time" in place.dataset) {
      const time = document.createElement("time");
      time.dateTime = value;
      time.textContent = words.format(new Date(value));
      place.replaceChildren(time);
    } else {
      place.textContent = value;
    }
    place.closest("[hidden]").hidden = false;
  }
})().catch(() => {});
