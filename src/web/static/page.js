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
  // The words of the interface come with the page, in the reader's language.
  let table = {};
  try { table = JSON.parse(document.body.dataset.words); } catch { /* keys will do */ }
  const t = (key, ...with_) => with_.reduce((text, value, n) => text.replace(`{${n}}`, value), table[key] || key);
  const box = one('[data-box]');
  const wide = matchMedia('(min-width: 60.01rem)');

  // Columns beside the text stand open on a wide screen.
  const unfold = () => all('[data-filters]').forEach((fold) => { fold.open = wide.matches || 'kept' in fold.dataset; });
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
    try { await navigator.clipboard.writeText(words); say(t('copied')); } catch { say(words); }
  };
  const copiable = (from) => all('[data-copy]', from).forEach((quote) => {
    const button = make('button', t('copy'), 'copy');
    button.type = 'button';
    button.addEventListener('click', () => copy(quote.textContent.trim()));
    quote.after(button);
  });
  copiable(document);

  // Another page of ours, as a document that runs nothing.
  const fetched = (url) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    // In the language of this page, which may be asked for by its address alone.
    const whole = new URL(url, location.href);
    const lang = new URLSearchParams(location.search).get('lang');
    if (lang && !whole.searchParams.has('lang')) whole.searchParams.set('lang', lang);
    request.open('GET', whole);
    request.responseType = 'document';
    request.timeout = 15000;
    request.onload = () => (request.status === 200 && request.response ? done(request.response) : failed());
    request.onerror = request.ontimeout = failed;
    request.send();
  });
  const inPlace = (link, take) => link.addEventListener('click', async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const before = link.textContent;
    link.textContent = t('loading');
    link.setAttribute('aria-busy', 'true');
    try { take(await fetched(link.href)); } catch {
      link.textContent = before;
      link.removeAttribute('aria-busy');
      say(t('failed'));
    }
  });

  // "n more here" opens where one is.
  all('[data-others]').forEach((link) => inPlace(link, (page) => {
    const group = link.closest('[data-group]');
    const units = one('.units', page);
    const from = all('.unit', group).length;
    one('.units', group).replaceWith(units);
    link.closest('p').remove();
    refresh();
    const next = all('.unit .addr', group)[from];
    if (next) next.focus();
  }));

  // Values may be typed in either script, as words of a search may: both sides are folded as the search folds.
  let folds;
  const folded = (text) => [...text.trim().toLowerCase()].map((c) => (folds && folds.get(c)) || c).join('');
  const folding = async () => {
    if (folds) return;
    folds = new Map();
    try {
      const answer = await fetch(document.body.dataset.folds);
      const pairs = answer.ok ? [...await answer.text()] : [];
      for (let n = 0; n + 1 < pairs.length; n += 2) folds.set(pairs[n], pairs[n + 1]);
    } catch { folds = undefined; }
  };

  // A sieve for long facets; with more values than are here, they are fetched.
  const sieve = (facet) => {
    const rows = () => all('li', facet);
    const more = one('[data-more]', facet);
    if (rows().length < 8 && !more) return;
    const sift = make('input', '', 'sift');
    sift.type = 'search';
    sift.placeholder = t('sift');
    sift.setAttribute('aria-label', t('sift_label', one('.name', facet).textContent));
    const none = make('p', '', 'hint');
    none.setAttribute('role', 'status');
    let whole = !more;
    const apply = () => {
      const wanted = folded(sift.value);
      let left = 0;
      rows().forEach((row) => {
        row.hidden = !folded(one('.value', row).textContent).includes(wanted);
        left += !row.hidden;
      });
      none.textContent = whole && !left ? t('no_value') : '';
    };
    const open = (page) => {
      const values = one(`[data-facet="${facet.dataset.facet}"] ul`, page);
      if (values) one('ul', facet).replaceWith(values);
      more.remove();
      whole = true;
      apply();
    };
    let asked = false;
    const changed = () => {
      apply();
      folding().then(apply);
      if (!more || asked || !sift.value.trim()) return;
      asked = true;
      fetched(more.href).then(open, () => { asked = false; });
    };
    sift.addEventListener('input', (event) => { if (!event.isComposing) changed(); });
    sift.addEventListener('compositionend', changed);
    one('ul', facet).before(sift, none);
    if (more) inPlace(more, (page) => { open(page); sift.focus(); });
  };
  all('[data-facet]').forEach(sieve);

  // Of years the latest come last, and are what most readers came for.
  all('[data-latest]').forEach((heat) => { heat.scrollLeft = heat.scrollWidth; });

  // Suggestions under the box: a combobox, silent while an input method composes.
  const suggest = (form) => {
    const list = make('ul', '', 'offers');
    list.id = 'offers';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', t('suggestions'));
    list.hidden = true;
    const told = make('p', '', 'sr');
    told.setAttribute('role', 'status');
    form.append(list, told);
    const set = (name, value) => box.setAttribute(name, value);
    set('role', 'combobox');
    set('aria-autocomplete', 'list');
    set('aria-controls', 'offers');
    set('aria-expanded', 'false');
    let offers = [];
    let span = [0, 0];
    let chosen = -1;
    let waiting;
    let last = 0;
    const close = () => {
      clearTimeout(waiting);
      last += 1;
      chosen = -1;
      list.hidden = true;
      list.replaceChildren();
      set('aria-expanded', 'false');
      box.removeAttribute('aria-activedescendant');
    };
    const choose = (to) => {
      const rows = [...list.children];
      if (!rows.length) return;
      if (chosen >= 0) rows[chosen].setAttribute('aria-selected', 'false');
      chosen = (to + rows.length + 1) % (rows.length + 1);
      // One step beyond the last is the box itself.
      if (chosen === rows.length) { chosen = -1; box.removeAttribute('aria-activedescendant'); return; }
      rows[chosen].setAttribute('aria-selected', 'true');
      set('aria-activedescendant', rows[chosen].id);
      rows[chosen].scrollIntoView({ block: 'nearest' });
    };
    const take = (offer) => {
      const chars = [...box.value];
      const ends = /[:：]$/.test(offer.insert) ? '' : ' ';
      const before = chars.slice(0, span[0]).join('') + offer.insert + ends;
      const behind = chars.slice(span[1]).join('').replace(/^ /, '');
      box.value = before + behind;
      box.setSelectionRange(before.length, before.length);
      close();
      box.focus();
      if (!ends) ask();
    };
    const show = (answer) => {
      offers = answer.suggestions;
      span = answer.replaces;
      if (!offers.length) { close(); return; }
      chosen = -1;
      box.removeAttribute('aria-activedescendant');
      list.replaceChildren(...offers.map((offer, number) => {
        const row = make('li');
        row.id = `offer-${number}`;
        row.setAttribute('role', 'option');
        row.setAttribute('aria-selected', 'false');
        const label = make('b', offer.label);
        label.lang = 'zh';
        row.append(label, make('span', offer.note + (offer.announcements === null ? '' : ` · ${offer.announcements}`)));
        // The box keeps the focus; a finger may still scroll the list.
        row.addEventListener('mousedown', (event) => event.preventDefault());
        row.addEventListener('click', () => take(offer));
        return row;
      }));
      list.hidden = false;
      set('aria-expanded', 'true');
      told.textContent = t('found', offers.length);
    };
    const ask = () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const caret = [...box.value.slice(0, box.selectionStart)].length;
        const mine = ++last;
        if (!box.value.trim()) { close(); return; }
        try {
          const answer = await fetch(`/api/v1/suggest?at=${caret}&q=${encodeURIComponent(box.value)}`);
          const read = answer.ok ? await answer.json() : null;
          if (mine === last && document.activeElement === box && read) show(read);
        } catch { if (mine === last) close(); }
      }, 120);
    };
    let composing = false;
    box.addEventListener('compositionstart', () => { composing = true; close(); });
    box.addEventListener('compositionend', () => { composing = false; ask(); });
    box.addEventListener('input', (event) => { if (!event.isComposing && !composing) ask(); });
    box.addEventListener('blur', close);
    form.addEventListener('submit', close);
    box.addEventListener('keydown', (event) => {
      if (event.isComposing || event.keyCode === 229 || list.hidden) return;
      if (event.key === 'ArrowDown') choose(chosen + 1);
      else if (event.key === 'ArrowUp') choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
      else if ((event.key === 'Enter' || event.key === 'Tab') && chosen >= 0) take(offers[chosen]);
      else if (event.key === 'Escape') { close(); event.stopPropagation(); } else return;
      if (event.key !== 'Tab' || chosen >= 0) event.preventDefault();
    });
  };
  if (box) suggest(box.form);

  // Bars of time: dragging over them chooses a span.
  all('[data-brush]').forEach((section) => all('.bars', section).forEach((bars) => {
    const items = [...bars.children];
    if (items.length < 3) return;
    bars.title = t('brush');
    let from = -1;
    let to = -1;
    const at = (event) => {
      const under = document.elementFromPoint(event.clientX, event.clientY);
      return items.indexOf(under && under.closest('.bars > li'));
    };
    const paint = () => items.forEach((item, n) => {
      item.classList.toggle('brushed', from >= 0 && to !== from && n >= Math.min(from, to) && n <= Math.max(from, to));
    });
    bars.addEventListener('dragstart', (event) => event.preventDefault());
    bars.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'touch' || event.button) return;
      from = to = at(event);
    });
    addEventListener('pointermove', (event) => {
      if (from < 0) return;
      const now = at(event);
      if (now >= 0) { to = now; paint(); }
    });
    addEventListener('pointerup', () => {
      const span = [from, to].sort((a, b) => a - b);
      const dragged = from >= 0 && to !== from;
      from = to = -1;
      if (!dragged) return;
      const url = new URL(section.dataset.brush, location.href);
      url.searchParams.set('since', items[span[0]].dataset.span);
      url.searchParams.set('until', items[span[1]].dataset.span);
      addEventListener('click', (event) => event.preventDefault(), { capture: true, once: true });
      location.assign(url);
    });
  }));

  // What j and k walk: results, or highlights while reading.
  const marks = all('.text mark');
  let hits = [];
  const refresh = () => {
    const found = all('[data-hit]');
    hits = marks.length ? marks : found.length ? found : all('[data-group]');
  };
  refresh();
  let at = -1;
  let counter;
  const go = (to, focus = true) => {
    if (!hits.length) return;
    all('.now').filter((it) => hits.includes(it)).forEach((it) => it.classList.remove('now'));
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
    step.append(button('↑', t('before'), -1), counter, button('↓', t('after'), 1));
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

  // A place is cited where it stands.
  const citing = () => {
    const dialog = make('dialog', '', 'citing');
    const name = make('h2', t('cite'));
    name.id = 'citing';
    dialog.setAttribute('aria-labelledby', name.id);
    const close = make('button', t('close'), 'copy');
    close.type = 'button';
    close.addEventListener('click', () => dialog.close());
    const head = make('header');
    head.append(name, close);
    const inner = make('div');
    dialog.append(head, inner);
    // What is around it is the dialog itself to a click: its own padding is none.
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    return { dialog, inner };
  };
  let cited;
  const citable = one('main');
  if (citable) {
    citable.addEventListener('click', async (event) => {
      const link = event.target.closest('[data-cite]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
      event.preventDefault();
      cited = cited || citing();
      try {
        const page = await fetched(link.href);
        cited.inner.replaceChildren(one('.cites', page));
        one('h2', cited.dialog).textContent = link.getAttribute('aria-label');
        copiable(cited.inner);
        cited.dialog.showModal();
      } catch { location.assign(link.href); }
    });
  }
  // Whoever comes to cite finds the citation open.
  if (location.hash === '#cite') all('[data-cited]').forEach((fold) => { fold.open = true; });

  document.addEventListener('keydown', (event) => {
    // An input method that is composing owns the keyboard.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('dialog')) return;
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing) { if (event.key === 'Escape' && !event.defaultPrevented) typing.blur(); return; }
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
      rows.forEach((row) => { row.classList.remove('now'); row.removeAttribute('aria-current'); });
      now.classList.add('now');
      now.setAttribute('aria-current', 'location');
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

  // A slow answer says that it is on its way.
  document.addEventListener('submit', (event) => { event.target.classList.add('busy'); });
  addEventListener('pageshow', () => all('.busy').forEach((form) => form.classList.remove('busy')));
})();
