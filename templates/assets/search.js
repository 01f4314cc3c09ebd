/* Searches the files below search/; SearchPart, SearchIndex and SearchWords (Java) say how they lie. */
(() => {
'use strict';

const PAGE = 10;
const ROWS = 16;
const AHEAD = 4;
const CODES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const ACCENTS = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]|(?=\p{M})[\u0591-\u05c7]/gu;
const SPELT = {ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ς: 'σ'};
const L = '[\\p{L}\\p{N}\\p{M}]';
const D = `[ー${['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'].map((s) => `\\p{sc=${s}}`).join('')}]`;
const DENSE = new RegExp(`^${D}`, 'u');
const RUNS = new RegExp(`(?:(?=${L})${D})+|(?:(?!${D})${L})+`, 'gu');

const $ = (css, from = document) => from.querySelector(css);
const form = $('form.seek');
const field = form.elements.q;
const says = form.dataset;
const plural = new Intl.PluralRules(document.documentElement.lang);
const list = $('ol.found');
const further = $('.further');

const fold = (text) => text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
  .replace(/[ßæœþøłđðıς]/g, (c) => SPELT[c]);
const joined = (name) => (fold(name).match(new RegExp(`${L}+`, 'gu')) || []).join('-');

/* Which file a word is in: words that begin alike share one. */
const shard = (kind, word, shards) => {
  const end = word.includes(':') ? 999 : kind !== 'b' ? 6 : DENSE.test(word) ? [...word][0].length : 3;
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length && i < end; i++) {
    h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  }
  return (h ^ (h >>> 15)) & (shards - 1);
};

/* `words` are looked up, `runs` marked; the last may be a beginning only. */
const understand = (query) => {
  const words = [];
  const rest = query.replace(/(?<!\S)(tag|blog|lang):("[^"]*"?|\S+)/gi, (all, key, name) => {
    words.push({word: `${key.toLowerCase()}:${joined(name)}`});
    return ' ';
  });
  const runs = (fold(rest).match(RUNS) || []).map((run) => ({run, dense: DENSE.test(run)}));
  if (/\S$/.test(rest) && runs.length) {
    runs.at(-1).begins = runs.at(-1).run.length > 2;
  }
  for (const {run, dense, begins} of runs) {
    const signs = [...run];
    if (!dense) {
      words.push({word: run.slice(0, 24).replace(/[\ud800-\udbff]$/, ''), begins: begins || run.length > 24});
    } else if (signs.length === 1) {
      words.push({word: run, begins: true});
    } else {
      signs.slice(1).forEach((sign, i) => words.push({word: signs[i] + sign}));
    }
  }
  return {words, runs};
};

/* Files change under their names, so a server is asked whether what the browser has still holds. */
const files = new Map();
const get = (path) => {
  if (!files.has(path)) {
    files.set(path, fetch(`search/${path}`, {cache: 'no-cache'})
      .then((answer) => answer.ok ? answer.text() : Promise.reject(answer.url)));
  }
  return files.get(path);
};

/* A list of posts: the gaps between them, or a bit for each. */
const posts = function* (codes) {
  let [post, gap, bits] = [0, 0, 0];
  for (const code of [...codes].map((letter) => CODES.indexOf(letter))) {
    if (codes[0] === '*') {
      for (let bit = 0; bit < 6 && code >= 0; bit++, post++) {
        if (code >> bit & 1) {
          yield post;
        }
      }
    } else {
      gap |= (code & 31) << bits;
      bits += 5;
      if (code < 32) {
        post += gap;
        yield post++;
        gap = bits = 0;
      }
    }
  }
};

/* Notes of each post that has the word how well: 1 in the title, 2 in a name, 3 in the text. */
const look = async (part, kind, {word, begins}, ranks) => {
  const known = word.length > 5;
  const file = kind === 'h' && begins && !known ? 'b' : kind;
  const text = await get(`${part.name}/${file}${shard(file, word, part[kind])}.txt`);
  const start = `\n${word}${begins && (kind === 'h' || known) ? '' : ' '}`;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    text.slice(at, text.indexOf('\n', at + 1)).split(' ').slice(1).forEach((codes, i) => {
      for (const post of posts(codes)) {
        ranks[post] = Math.min(ranks[post] || 9, kind === 't' ? 3 : i + 1);
      }
    });
  }
  return ranks;
};

/* A post ranks by the least of the words, and not at all where it lacks one. */
const both = (a, b) => a.map((rank, i) => rank && b[i] && Math.max(rank, b[i]));

/* A word that no post has spares those after it. */
const read = async (part, words, kinds) => {
  let all;
  for (const word of words) {
    const ranks = new Uint8Array(part.posts);
    await Promise.all(kinds.flatMap((kind) => kind === 't' && word.word.includes(':') ? []
      : (word.any || [word]).map((one) => look(part, kind, one, ranks))));
    all = all ? both(all, ranks) : ranks;
    if (!all.some(Boolean)) {
      break;
    }
  }
  return all;
};

/* A part of a blog's name stands for all the names that have it: three letters, or a shorter word.
   The names are those of the list for feed readers. */
const named = async (word) => {
  const part = word.slice(5);
  const roll = new DOMParser().parseFromString(await get('../opml.xml').catch(() => ''), 'text/xml');
  const names = [...roll.querySelectorAll('outline')].map((blog) => joined(blog.getAttribute('text') || ''));
  const has = (name) => part.length > 2 || DENSE.test(part) ? name.includes(part) : `-${name}-`.includes(`-${part}-`);
  return [...new Set([word, ...names.filter(has).slice(0, 20).map((name) => `blog:${name}`)])].map((one) => ({word: one}));
};

const number = (found) => found.reduce((n, ranks) => n + ranks.filter(Boolean).length, 0);

/* Hits, the best first and of equals the newest. Loads no more than what is asked for needs; notes in
   `asked.total` how many there are once that is known. */
async function* search(asked) {
  const words = await Promise.all(asked.words.map(async (word) =>
    word.word.length > 5 && word.word.startsWith('blog:') ? {...word, any: await named(word.word)} : word));
  const parts = (await get('index.txt')).split('\n').filter(Boolean).map((line) => {
    const [name, posts, h, t] = line.split(' ');
    return {name, posts: +posts, h, t};
  });
  const those = function* (part, ranks, rank) {
    for (let post = part.posts - 1; post >= 0; post--) {
      if (ranks[post] === rank) {
        yield {part, post};
      }
    }
  };
  // The rarest first: filters, then long words.
  const rarity = ({word}) => word.length + (word.includes(':') ? 99 : 0);
  const rarest = [...words].sort((a, b) => rarity(b) - rarity(a));
  const heads = await Promise.all(parts.map((part) => read(part, rarest, ['h'])));
  if (words.every(({word}) => word.includes(':'))) {
    asked.total = number(heads);
  }
  for (const rank of [1, 2]) {
    for (const [i, part] of parts.entries()) {
      yield* those(part, heads[i], rank);
    }
  }
  let total = 0;
  for (let i = 0; i < parts.length; i += AHEAD) {
    const some = parts.slice(i, i + AHEAD);
    const texts = await Promise.all(some.map((part) => read(part, rarest, ['h', 't'])));
    total += number(texts);
    if (i + AHEAD >= parts.length) {
      asked.total = total;
    }
    for (const [j, part] of some.entries()) {
      yield* those(part, texts[j], 3);
    }
  }
}

const mark = (into, text, runs) => {
  let done = 0;
  for (const {0: token, index} of text.matchAll(RUNS)) {
    const plain = fold(token);
    for (const {run, dense, begins} of runs) {
      const at = plain.indexOf(run);
      if (at >= 0 && (dense || plain === run || (begins && !at)) && index + at >= done) {
        const [from, to] = plain.length === token.length ? [at, at + run.length] : [0, token.length];
        const marked = document.createElement('mark');
        marked.textContent = token.slice(from, to);
        into.append(text.slice(done, index + from), marked);
        done = index + to;
        break;
      }
    }
  }
  into.append(text.slice(done));
};

const dates = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, 'en-GB'), {
  dateStyle: 'long', timeZone: 'UTC', numberingSystem: 'latn',
});

const fill = (item, [title, url, place, time, blog, page, text, lang], runs) => {
  const [home, by, at, beginning] = ['.title a', '.home', '.permalink', '.beginning'].map((css) => $(css, item));
  const day = document.createElement('time');
  home.href = url;
  by.href = page;
  at.href = place;
  day.dateTime = time;
  day.textContent = dates.format(new Date(time));
  at.append(day);
  mark(home.firstElementChild, title, runs);
  mark(by.firstElementChild, blog, runs);
  mark(beginning, text, runs);
  home.lang = beginning.lang = lang;
  item.hidden = false;
};

const tell = (text, n, total) => {
  $('.said').textContent = text.replace('{n}', n).replace('{all}', total);
};

let hits;
let query;

/* Shows the next hits, unless something else is asked for in the meantime. */
const show = async () => {
  const [mine, asked] = [hits, query];
  const before = list.children.length;
  const rows = [];
  let next = {};
  further.hidden = true;
  try {
    while (rows.length < PAGE && !(next = await mine.next()).done) {
      if (mine !== hits) {
        return;
      }
      const {part, post} = next.value;
      const item = $('li', $('#hit').content.cloneNode(true));
      item.hidden = true;
      list.append(item);
      rows.push(get(`${part.name}/p${Math.floor(post / ROWS)}.json`)
        .then((file) => fill(item, JSON.parse(file)[post % ROWS], asked.runs)));
    }
    await Promise.all(rows);
    if (mine === hits) {
      const n = list.children.length;
      const all = next.done || n === asked.total;
      further.hidden = all;
      tell(all ? n ? says[plural.select(n)] : says.none : asked.total ? says.part : says.some, n, asked.total);
      if (before && n > before) {
        $('a', list.children[before]).focus();
      }
    }
  } catch (e) {
    files.clear();
    if (mine === hits) {
      tell(says.failed);
    }
  }
};

const ask = () => {
  query = understand(field.value);
  list.replaceChildren();
  files.delete('index.txt');
  hits = search(query);
  further.hidden = true;
  tell(query.words.length ? says.looking : '');
  if (query.words.length) {
    show();
  }
};

/* The address goes along while one types; what was sent stays a step of its own to go back to. */
const note = (typing) => {
  const way = typing && history.state ? 'replaceState' : 'pushState';
  const asked = field.value.trim() && `?q=${encodeURIComponent(field.value.trim())}`;
  history[asked === location.search ? 'replaceState' : way](typing, '', asked || location.pathname);
  ask();
};

const fromAddress = () => {
  field.value = new URLSearchParams(location.search).get('q') || '';
  ask();
};

if (location.protocol === 'file:') {
  tell(says.local);
} else {
  let wait;
  form.hidden = false;
  field.addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(note, 200, true);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(wait);
    note(false);
  });
  further.firstElementChild.addEventListener('click', show);
  window.addEventListener('popstate', fromAddress);
  fromAddress();
  if (!field.value) field.focus();
}
})();
