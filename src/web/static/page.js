// Makes complete pages quicker to use; nothing depends on it.
'use strict';
(() => {
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const one = (query, from = document) => from.querySelector(query);
  const make = (tag, words, kind) => {
    const element = document.createElement(tag);
    if (words) element.textContent = words;
    if (kind) element.className = kind;
    return element;
  };
  const box = one('[data-box]');
  const wide = matchMedia('(min-width: 60.01rem)');

  // Columns beside the text stand open on a wide screen.
  const unfold = () => all('[data-filters]').forEach((fold) => { fold.open = wide.matches; });
  unfold();
  wide.addEventListener('change', unfold);

  let toast;
  const say = (words) => {
    if (!toast) { toast = make('div', '', 'toast'); toast.setAttribute('role', 'status'); document.body.append(toast); }
    toast.hidden = false;
    toast.textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { toast.hidden = true; }, 2500);
  };
  const copy = async (words) => {
    try { await navigator.clipboard.writeText(words); say('已复制'); } catch { say(words); }
  };
  all('[data-copy]').forEach((quote) => {
    const button = make('button', '复制', 'copy');
    button.type = 'button';
    button.addEventListener('click', () => copy(quote.textContent.trim()));
    quote.after(button);
  });

  // Sieve for long facets.
  all('[data-facet]').forEach((facet) => {
    const rows = all('li', facet);
    if (rows.length < 8) return;
    const sift = make('input', '', 'sift');
    sift.type = 'search';
    sift.placeholder = '筛…';
    sift.setAttribute('aria-label', one('h2', facet).textContent + '：输入筛选');
    const apply = () => {
      const wanted = sift.value.trim().toLowerCase();
      rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
    };
    sift.addEventListener('input', (event) => { if (!event.isComposing) apply(); });
    sift.addEventListener('compositionend', apply);
    one('ul', facet).before(sift);
  });

  // What j and k walk: results, or highlights while reading.
  const marks = all('.text mark');
  const hits = marks.length ? marks : all('[data-hit]').length ? all('[data-hit]') : all('[data-group]');
  let at = -1;
  let counter;
  const go = (to, focus = true) => {
    if (!hits.length) return;
    if (at >= 0) hits[at].classList.remove('now');
    at = Math.max(0, Math.min(hits.length - 1, to));
    hits[at].classList.add('now');
    hits[at].scrollIntoView({ block: marks.length ? 'center' : 'nearest' });
    const link = one('a', hits[at]);
    if (link && focus) link.focus({ preventScroll: true });
    if (counter) counter.textContent = `${at + 1}/${hits.length}`;
  };
  const stepper = one('[data-stepper]');
  if (stepper && marks.length) {
    const step = make('span', '', 'step');
    counter = make('span', `–/${marks.length}`);
    counter.setAttribute('aria-live', 'polite');
    const button = (words, label, by) => {
      const it = make('button', words);
      it.type = 'button';
      it.setAttribute('aria-label', label);
      it.addEventListener('click', () => go(at + by, false));
      return it;
    };
    step.append(button('↑', '上一处匹配', -1), counter, button('↓', '下一处匹配', 1));
    stepper.append(step);
    // Begin at the place the reader came for.
    const here = one('.u.here, .u:target');
    const first = here ? marks.findIndex((mark) => here.contains(mark)) : -1;
    if (first >= 0) { at = first; marks[first].classList.add('now'); counter.textContent = `${first + 1}/${marks.length}`; }
  }

  const place = () => {
    const current = at >= 0 ? hits[at] : null;
    if (current && marks.length) return one('.pl', current.closest('.u'));
    if (current) return one('a', current);
    return one('.u.here .pl, .u:target .pl') || one('.unit .addr');
  };
  const permalink = (link) => {
    const url = new URL(link.href, location.href);
    url.search = '';
    return url.href;
  };

  document.addEventListener('keydown', (event) => {
    // An input method that is composing owns the keyboard.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing) { if (event.key === 'Escape') typing.blur(); return; }
    const link = place();
    switch (event.key) {
      case '/': if (!box) return; box.focus(); box.select(); break;
      case 'j': go(at + 1); break;
      case 'k': go(at - 1); break;
      case 'y': if (!link) return; copy(permalink(link)); break;
      case '?': location.assign('/help#keys'); break;
      default: return;
    }
    event.preventDefault();
  });

  // The outline follows the reader.
  const rows = new Map(all('.outline a').map((row) => [decodeURIComponent(row.hash.slice(1)), row]));
  const heads = [...rows.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (heads.length) {
    let waiting = false;
    const follow = () => {
      waiting = false;
      const passed = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3);
      const now = rows.get((passed.at(-1) || heads[0]).id);
      if (!now || now.classList.contains('now')) return;
      rows.forEach((row) => row.classList.remove('now'));
      now.classList.add('now');
      if (wide.matches) {
        const side = one('.outline');
        const top = now.offsetTop - side.offsetTop;
        if (top < side.scrollTop || top > side.scrollTop + side.clientHeight - 60) side.scrollTop = top - side.clientHeight / 2;
      }
    };
    addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
    follow();
  }

  // Arrive even where the url has no fragment.
  const here = one('.u.here');
  if (here && !location.hash) here.scrollIntoView({ block: 'center', behavior: 'instant' });
})();
