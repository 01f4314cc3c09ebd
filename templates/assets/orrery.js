// What a reader's browser remembers, and keys. Pages are whole without it; its words come from the
// <template id="orrery"> of layout.ftlh.
'use strict';
(() => {
const told = document.getElementById('orrery');
if (!told) return;
const say = (word, of) => (told.dataset[word] || '').replace('{}', () => of);
const here = told.dataset.page;
const root = new URL(told.dataset.root || '.', location).href;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, is, ...within) => {
  const element = Object.assign(document.createElement(tag), is);
  element.append(...within);
  return element;
};
// Its words stand within posts of other languages.
const { lang, dir } = document.documentElement;
const button = (text, onclick) => make('button', { type: 'button', onclick, lang, dir }, text);

// Storage may be denied or full, and other pages of this origin may write into it.
const place = `orrery ${new URL(root).pathname} `;
const load = (name) => {
  try {
    return Object(JSON.parse(localStorage.getItem(place + name)));
  } catch {
    return {};
  }
};
const save = (name, value) => {
  try {
    localStorage.setItem(place + name, JSON.stringify(value));
  } catch {}
};

const posts = all('article.post');
const title = (post) => one('.title a', post);
const status = make('p', { className: 'unseen', role: 'status' });
const dialog = one('dialog', document.importNode(told.content, true));
const [on, muted] = all('input, ul', dialog);
document.body.append(status, dialog);

// Mutes: names of blogs and tags, by the path of their page.
let mutes = load('mutes');
const path = (link) => link.href.slice(root.length);
const isMuted = (of) => typeof mutes[of] === 'string';
const up = one('.up a');
const own = [here, up && path(up)];
const showing = new Set();

const mute = (of, name) => {
  mutes = { ...mutes, ...load('mutes') };
  status.textContent = say(name ? 'nowMuted' : 'nowShown', name || mutes[of]);
  if (name) mutes[of] = name;
  else delete mutes[of];
  save('mutes', mutes);
  refresh();
};
const muter = (of, name, then) => {
  const is = isMuted(of);
  return button(say(is ? 'unmute' : 'mute', name), () => {
    mute(of, is ? '' : name);
    then().focus();
  });
};

const menu = (post) => {
  const summary = make('summary', { ariaLabel: say('menu') }, '\u22ef');
  const list = make('ul');
  const details = make('details', { className: 'menu' }, summary, list);
  const links = all('.byline a', post).filter((a) => path(a) === post.dataset.blog);
  const then = () => {
    details.open = false;
    return one('.hush button', post) || summary;
  };
  details.ontoggle = () => {
    list.replaceChildren(...[links.at(-1), ...all('.tags a', post)].filter(Boolean).map((a) =>
      make('li', {}, muter(path(a), (a.matches('.tags a') ? '#' : '') + a.textContent, then))));
  };
  one('.byline', post).append(details);
};

const hush = (post) => {
  const why = [post.dataset.blog, ...all('.tags a', post).map(path)]
    .filter((of) => isMuted(of) && !own.includes(of));
  const hidden = why.length > 0 && !showing.has(post);
  one('.hush', post)?.remove();
  post.classList.toggle('muted', hidden);
  if (!hidden) return;
  const show = button(say('show'), () => {
    showing.add(post);
    hush(post);
    title(post).focus();
  });
  const undo = button(say('undo'), () => {
    why.forEach((of) => mute(of));
    title(post).focus();
  });
  const names = make('bdi', { lang, dir }, say('hush', why.map((of) => mutes[of]).join(', ')));
  post.prepend(make('div', { className: 'hush' }, names, show, undo));
};

const refresh = () => {
  posts.forEach(hush);
  muted.replaceChildren(...Object.keys(mutes).filter(isMuted).map((of) =>
    make('li', {}, muter(of, mutes[of], () => one('footer button', dialog)))));
  all('.muter').forEach((old) => old.remove());
  all('#roll .name').filter((a) => isMuted(path(a))).forEach((a) =>
    a.parentNode.append(make('p', { className: 'muter' }, muter(path(a), one('bdi', a).textContent, () => a))));
  const h1 = one('main h1');
  if (h1 && up && /^(blog|tag)\//.test(here)) {
    const [of, name] = own[1].includes('/') ? [own[1], up] : [here, h1];
    const toggle = muter(of, (of[0] === 't' ? '#' : '') + name.textContent, () => one('.muter button'));
    (one('.ways.feeds') || h1.closest('header') || h1).after(make('p', { className: 'muter' }, toggle));
  }
};

// Unread: what was not met before this visit began. Half an hour's absence ends a visit.
const visit = () => {
  const now = Date.now();
  let v = load('visit');
  if (!(v.last > 0 && v.since > 0 && Array.isArray(v.seen) && Array.isArray(v.met))) {
    v = { since: now, seen: [], met: [] };
  } else if (now - v.last > 18e5) {
    v.seen = [...new Set([...v.met, ...v.seen])].slice(0, 2000);
    v.met = [];
    v.since = v.oldest || v.since;
  }
  const fresh = posts.filter((post) => {
    const id = one('.permalink', post).hash;
    const time = Date.parse(one('.dt-published', post).dateTime);
    if (!v.met.includes(id)) v.met.push(id);
    if (here === 'index.html') v.oldest = time;
    const isNew = time >= v.since && !v.seen.includes(id);
    post.classList.toggle('new', isNew);
    if (isNew) title(post).before(make('span', { className: 'unseen', lang, dir }, say('new') + ' '));
    return isNew && !post.classList.contains('muted');
  });
  v.last = now;
  save('visit', v);
  document.onscroll = () => {
    const away = Date.now() - v.last;
    if (away > 6e4 && away < 18e5) save('visit', { ...load('visit'), last: (v.last += away) });
  };
  if (here === 'index.html' && fresh.length) {
    const more = fresh.length === posts.length && one('.neighbours .older') ? '+' : '';
    const line = make('p', { className: 'news', role: 'status' });
    one('main').prepend(line);
    line.append(say('news', fresh.length + more), ' ',
      make('a', { href: '#' + fresh.at(-1).id }, say('oldest')));
  }
};

// Videos play in place where the page's policy lets their host in.
const players = (told.dataset.players || '').split(' ');
const play = (card) => {
  const at = players.findIndex((start, i) => i % 2 === 0 && start && card.href.startsWith(start));
  const video = at >= 0 &&
    /^([\w.-]+)(?:\/(\w+))?(?:[?&#]\w+=(\d+))?$/.exec(card.href.slice(players[at].length));
  if (!video) return false;
  const frame = make('iframe', { className: 'player', title: card.textContent });
  frame.sandbox = 'allow-scripts allow-same-origin allow-presentation allow-popups';
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin';
  let part = 0;
  frame.src = players[at + 1].replace(/{(.*?)}/g, (all, key) => (video[++part] ? key + video[part] : ''));
  card.before(frame);
  card.className = 'watched';
  frame.focus();
  return true;
};
document.addEventListener('click', (e) => {
  all('.menu[open]').filter((m) => !m.contains(e.target)).forEach((m) => (m.open = false));
  const card = e.target.closest('.body a.video');
  if (card && !(e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) && play(card)) e.preventDefault();
});

// Keys
on.checked = !load('keys').off;
on.onchange = () => save('keys', { off: !on.checked });
one('footer button', dialog).onclick = () => dialog.close();
const help = () => dialog.showModal();
one('.bottom')?.append(button(say('help'), help));
const current = () => document.activeElement.closest('article.post');
const step = (by) => {
  const shown = posts.filter((post) => !post.classList.contains('muted'));
  const top = (post) => Math.round(post.getBoundingClientRect().top);
  const at = shown.indexOf(current());
  const near = by > 0 ? shown.find((p) => top(p) > 0) : shown.findLast((p) => top(p) < 0);
  const post = at < 0 ? near : shown[at + by];
  if (!post) return;
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView();
};
const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: () => current() && title(current()).click(),
  '/': () => ((to) => to && (to.href ? to.click() : to.focus()))(one('input[type=search], nav a[href$="search.html"]')),
  '?': help,
};
document.addEventListener('keydown', (e) => {
  const open = one('.menu[open]');
  if (e.key === 'Escape' && open) {
    open.open = false;
    open.firstChild.focus();
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || dialog.open || !on.checked) return;
  if (e.target.closest('input, textarea, select, audio, video') || !Object.hasOwn(keys, e.key)) return;
  e.preventDefault();
  keys[e.key]();
});

// What scrolls can be scrolled by keys, also where browsers do not see to that.
const scrolls = new ResizeObserver((changes) => changes.forEach(({ target: box }) => {
  if (box.scrollWidth > box.clientWidth || (box.matches('pre') && box.scrollHeight > box.clientHeight)) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
}));
all('.body :is(pre, table, math)').forEach((box) => scrolls.observe(box));

posts.forEach(menu);
refresh();
visit();
})();
