// A reader's own choice of blogs as OPML: made in the browser, sent nowhere.
const button = document.getElementById("choose");
const boxes = [...document.querySelectorAll("#roll input[type=checkbox]")];
const chosen = () => boxes.filter((box) => box.checked);

function opml() {
  const file = new DOMParser().parseFromString(
    '<opml version="2.0"><head><title/></head><body/></opml>', "text/xml");
  file.querySelector("title").textContent = button.dataset.title;
  for (const box of chosen()) {
    const { name, home } = box.dataset;
    const line = file.createElement("outline");
    line.setAttribute("type", "rss");
    line.setAttribute("text", name);
    line.setAttribute("title", name);
    line.setAttribute("xmlUrl", box.value);
    if (home) line.setAttribute("htmlUrl", home);
    file.querySelector("body").append(line);
  }
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(file);
}

function count() {
  button.querySelector("span").textContent = chosen().length;
  button.disabled = !chosen().length;
}

button.addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([opml()], { type: "text/x-opml" }));
  link.download = "blogs.opml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
for (const box of boxes) {
  box.hidden = false;
  box.addEventListener("change", count);
}
button.hidden = !boxes.length;
count();
