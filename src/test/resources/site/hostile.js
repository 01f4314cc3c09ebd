// What is wrong with a page of which posts are hostile: a list of words, empty where nothing is.
() => {
  const wrong = [];
  const no = (what, elements) => [...elements].slice(0, 3)
    .forEach((e) => wrong.push(`${what}: ${e.outerHTML ? e.outerHTML.slice(0, 300) : e}`));
  const all = (css, within = document) => [...within.querySelectorAll(css)];
  if (window.pwned) wrong.push(`a script ran: ${window.pwned}`);

  // What they may not hold
  all('*').forEach((e) => [...e.attributes].forEach((a) => {
    if (/^(on|style$|srcdoc$|formaction$|ping$|background$|is$|slot$|popover|contenteditable$|accesskey$|autofocus$)/i.test(a.name)) {
      no(`attribute ${a.name}`, [e]);
    }
    if (/^(href|src|action|cite|poster|data|xlink:href)$/.test(a.name)
        && !/^(https?|mailto|tel|xmpp|ircs?|geo|magnet|sip|news|ftp|gemini|gopher|feed|webcal|matrix|bitcoin):$/.test(
          new URL(a.value, document.baseURI).protocol)) {
      no(`address ${a.name}`, [e]);
    }
  }));
  const parts = all('article, .contents, .roll, .blogs, .fates, .found, .cloud, .bars, h1');
  parts.forEach((part) => no('not of a post', all('script, style, link, meta, base, iframe, object, embed, form, input, '
    + 'select, textarea, template, dialog, slot, foreignObject, math math, annotation, annotation-xml, maction, mglyph, mpadded, use, animate, [id]:not(article, h2, [id="roll"], article > .related > p)', part)
    .filter((e) => !e.matches('.blogs > li > input[type=checkbox]'))));

  all('math, math *').forEach((e) => {
    const alien = [...e.attributes].filter((a) => !/^(display|alttext|dir|displaystyle|scriptlevel|mathvariant|form|fence|separator|stretchy|symmetric|largeop|movablelimits|lspace|rspace|minsize|maxsize|accent|accentunder|linethickness|width|columnspan|rowspan|columnalign)$/.test(a.name)
      && !(e.localName === 'math' && a.name === 'tabindex'));
    if (alien.length || e.namespaceURI !== 'http://www.w3.org/1998/Math/MathML') no('not of a formula', [e]);
  });

  // What stays whole
  const shape = [...document.body.children].map((e) => e.localName + (e.className ? `.${e.className}` : '')).join(' ');
  if (!/^a\.skip header\.top (div\.columns|main(\.\S[^>]*?)?) footer\.bottom template p\.unseen dialog\.help$/.test(shape)) wrong.push(`shape: ${shape}`);
  for (const one of ['main', 'header.top', 'header.top nav', 'footer.bottom', '#orrery', '#content', 'head > title']) {
    const found = all(one).length;
    if (found !== 1) wrong.push(`${found} times ${one}`);
  }
  const ids = all('[id]').map((e) => e.id);
  no('twice', ids.filter((id, i) => ids.indexOf(id) !== i));
  all('.blogs > li').forEach((li) => {
    const [box, name, meta] = ['input', '.name', '.meta'].map((css) => li.querySelector(css)?.getBoundingClientRect());
    if (meta.width < 150 || (box?.width && name.left < box.right && name.right > box.right)) wrong.push(`a blog in disorder: ${li.textContent}`);
  });
  const listed = all('.contents li').length;
  const articles = all('article');
  if (listed && listed !== articles.length) wrong.push(`${articles.length} articles of ${listed}`);
  if (articles.some((a) => !a.matches('main > .post, main > section > .post'))) wrong.push('an article within another');
  articles.forEach((article) => {
    const within = [...article.children].filter((e) =>
      !e.matches('header, p.picture, p.p-summary, p.on, details.fold, div.body, ul.files, footer, div.related, div.hush'));
    no('a part that posts do not have', within);
    if (all(':scope > header .title', article).length !== 1) no('titles', [article]);
  });

  // Where it is
  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`${document.documentElement.scrollWidth} wide of ${innerWidth}`);
  const cut = (e, stop) => {
    let { left, right, top, bottom } = e.getBoundingClientRect();
    for (let p = e.parentElement; p && p !== stop; p = p.parentElement) {
      const style = getComputedStyle(p);
      if (style.overflow !== 'visible' || p.matches('details:not([open])') || /paint|content|strict/.test(style.contain)) {
        const box = p.getBoundingClientRect();
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
    }
    return { left, right, top, bottom, seen: right > left && bottom > top };
  };
  articles.forEach((article) => {
    const box = article.getBoundingClientRect();
    no('outside of its article', all('*', article).filter((e) => {
      const style = getComputedStyle(e);
      if (/fixed|sticky/.test(style.position) || +style.zIndex > 2) return true;
      if (e.matches('.unseen, .unseen *, .menu *')) return false;
      const is = cut(e, article);
      return is.seen && (is.left < box.left - 1 || is.right > box.right + 1 || is.top < box.top - 1 || is.bottom > box.bottom + 1);
    }));
  });
  no('wider than the page', all('body *').filter((e) => !e.closest('.unseen, .skip, svg'))
    .filter((e) => { const is = cut(e, null); return is.seen && (is.right > innerWidth + 1 || is.left < -1); }));
  no('marks in heaps', (document.body.textContent.match(/\p{M}{12,}/u) || []));
  no('text turned', (document.body.textContent.match(/[\u202a-\u202e\u2066-\u2069]/u) || []));
  for (const link of all('header.top a, footer.bottom a, footer.bottom button')) {
    link.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const [box] = link.getClientRects();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!hit || hit.closest('a, button') !== link) no('covered by ' + (hit && hit.outerHTML.slice(0, 200)), [link]);
  }
  return wrong;
}
