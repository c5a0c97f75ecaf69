"use strict";

(() => {
  const PAGE = 50, KEPT = 200, LINES = 1500;
  const blocks = document.querySelectorAll("script.block");
  const unpacked = new Map();
  const items = [];
  const byAddress = new Map();
  let found = [], page = 0, selected = null, search = 0;
  const $ = (id) => document.getElementById(id);

  // Blocks: Base64 of deflated JSON, unpacked when something in them is asked for.

  async function inflate(text) {
    const letters = atob(text), bytes = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).json();
  }

  function unpack(number) {
    const known = unpacked.get(number);
    if (known) return known;
    if (unpacked.size >= KEPT) unpacked.delete(unpacked.keys().next().value);
    const rows = inflate(blocks[number].textContent).then((values) => Array.isArray(values) ? values.map(unrolled) : values);
    unpacked.set(number, rows);
    return rows;
  }

  // Lists of records come column by column.
  function unrolled(row) {
    for (const name of ["quotes", "entities", "evidence", "removed"]) {
      const columns = Object.entries(row[name] ?? {});
      if (row[name]) row[name] = (columns[0]?.[1] ?? []).map((_, index) => Object.fromEntries(columns.map(([key, values]) => [key, values[index]])));
    }
    return row;
  }

  // Elements: everything that comes from an article becomes a text node or an attribute, never markup.

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null).flat());
    return element;
  }

  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/u;

  // Characters that would turn the reading direction stand alone, inside an element that they cannot reach out of.
  function written(text) {
    if (!HIDDEN.test(text)) return [text];
    return text.split(new RegExp(`(${HIDDEN.source})`, "u")).filter((part) => part).map((part) => {
      if (!HIDDEN.test(part)) return part;
      const code = `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      return make("span", {class: "control", "data-code": code, title: `the character ${code}`}, part);
    });
  }

  const plain = (text) => text.replace(new RegExp(HIDDEN.source, "gu"), " ");

  const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  // The index: one item for each article and each refused document.

  function collect(index) {
    let block = 1;
    for (const [kind, columns] of Object.entries(index)) {
      let row = 0;
      for (const size of columns.blocks) {
        for (let place = 0; place < size; place++, row++) items.push(item(kind, columns, row, block, place));
        block++;
      }
    }
    items.sort((one, other) => one.refused - other.refused || compare(other.order, one.order) || compare(one.title, other.title));
    items.forEach((each) => byAddress.set(each.address, each));
  }

  function item(kind, columns, row, block, place) {
    const value = (name) => columns[name]?.[row] ?? null;
    const refused = kind === "refused";
    const path = refused ? value("path") + (value("record") === null ? "" : `, record ${value("record")}`) : null;
    const date = value("date_edtf") ?? "";
    return {
      block, place, refused, id: value("id"), reason: value("reason"),
      address: refused ? `refused-${row}` : `article-${value("id")}`,
      title: refused ? path : value("headline") ?? "(no headline)",
      source: value("source"), date, order: /^\d{4}/.test(date) ? date : "", month: /^\d{4}-\d{2}/.test(date) ? date.slice(0, 7) : "",
      split: value("split"), quotes: value("quotes") ?? 0,
      told: [value("headline"), value("source"), value("id"), path, value("reason")].join("\n").toLowerCase(),
    };
  }

  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  // Filters and search.

  function choices(select, first, values, name) {
    const counts = new Map();
    for (const each of items) if (!each.refused) counts.set(values(each), (counts.get(values(each)) ?? 0) + 1);
    const sorted = [...counts].sort(name);
    select.replaceChildren(make("option", {value: ""}, first),
      ...sorted.map(([value, count]) => make("option", {value: value === null || value === "" ? "-" : value},
        `${value === null || value === "" ? "not known" : plain(value)} (${count.toLocaleString("en")})`)));
  }

  function offer() {
    const refused = items.filter((each) => each.refused), published = items.length - refused.length;
    const reasons = new Map();
    refused.forEach((each) => reasons.set(each.reason, (reasons.get(each.reason) ?? 0) + 1));
    $("kind").replaceChildren(
      make("option", {value: "published"}, `published (${published.toLocaleString("en")})`),
      make("option", {value: "rejected"}, `rejected (${refused.length.toLocaleString("en")})`),
      ...[...reasons].sort((one, other) => other[1] - one[1]).map(([reason, count]) =>
        make("option", {value: `reason:${reason}`}, `\u00a0\u00a0${reason} (${count.toLocaleString("en")})`)),
      make("option", {value: "all"}, `everything (${items.length.toLocaleString("en")})`));
    if (!published && refused.length) $("kind").value = "rejected";
    choices($("outlet"), "all", (each) => each.source, (one, other) => other[1] - one[1] || compare(one[0], other[0]));
    choices($("month"), "all", (each) => each.month, (one, other) => compare(other[0], one[0]));
  }

  function passes(each) {
    const kind = $("kind").value, outlet = $("outlet").value, month = $("month").value, quotes = $("quotes").value;
    return (kind === "all" || (kind === "published" ? !each.refused : each.refused))
      && (!kind.startsWith("reason:") || each.reason === kind.slice(7))
      && (!outlet || (each.source ?? "-") === outlet)
      && (!month || (each.month || "-") === month)
      && (!quotes || (quotes === "with") === each.quotes > 0);
  }

  const words = () => $("query").value.toLowerCase().split(/\s+/u).filter((word) => word);

  // First what the index knows, then the texts, block by block; a newer search ends an older one.
  async function filter() {
    const turn = ++search, wanted = words(), candidates = items.filter(passes);
    const hit = (text) => wanted.every((word) => text.includes(word));
    const matching = new Set(candidates.filter((each) => hit(each.told)));
    const show = (done) => {
      found = candidates.filter((each) => matching.has(each));
      list(done);
    };
    page = 0;
    mark();
    show(wanted.length ? 0 : 1);
    if (!wanted.length) return;
    const open = new Map();
    candidates.filter((each) => !matching.has(each)).forEach((each) => {
      if (!open.has(each.block)) open.set(each.block, []);
      open.get(each.block).push(each);
    });
    let done = 0, shown = performance.now();
    for (const [block, group] of open) {
      const rows = await unpack(block);
      if (turn !== search) return;
      group.filter((each) => hit(`${each.told}\n${searched(rows[each.place])}`)).forEach((each) => matching.add(each));
      done++;
      if (performance.now() - shown > 250) {
        show(done / open.size);
        shown = performance.now();
      }
    }
    show(1);
  }

  function searched(row) {
    const speakers = (row.quotes ?? []).map((quote) => quote.speaker);
    const raw = row.body === undefined ? (row.raw ?? []).map((piece) => piece[2]) : [];
    return [row.body, row.standfirst, row.detail, row.authors, speakers, raw].flat().filter((part) => part).join("\n").toLowerCase();
  }

  function list(done) {
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    page = Math.min(page, last);
    const first = page * PAGE, shown = found.slice(first, first + PAGE);
    $("list").setAttribute("start", first + 1);
    $("list").replaceChildren(...shown.map(entry));
    const searching = done < 1 ? `, searching the texts: ${Math.floor(100 * done)} %` : "";
    $("found").textContent = `${plural(found.length, "document", "documents")} of ${items.length.toLocaleString("en")}${searching}`;
    $("page").textContent = found.length ? `${(first + 1).toLocaleString("en")}–${(first + shown.length).toLocaleString("en")}` : "";
    $("back").disabled = page === 0;
    $("next").disabled = page === last;
  }

  function entry(each) {
    const facts = each.refused
      ? [make("span", {class: "badge refused"}, each.reason)]
      : [make("bdi", {}, ...written(each.source ?? "outlet not known")), make("span", {}, each.date || "no date"),
        each.quotes ? make("span", {class: "badge"}, plural(each.quotes, "quote", "quotes")) : null];
    const link = make("a", {href: `#${each.address}`, "aria-current": each === selected ? "true" : null},
      make("span", {class: "title", dir: "auto"}, ...written(each.title)), make("span", {class: "facts"}, ...facts.filter((fact) => fact)));
    return make("li", {}, link);
  }

  // One document.

  async function open(each, {focus = false} = {}) {
    selected = each;
    document.querySelectorAll("#list a").forEach((link) => {
      if (link.hash === `#${each.address}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    const row = (await unpack(each.block))[each.place];
    if (selected !== each) return;
    $("article").replaceChildren(...(each.refused ? rejection(row) : article(row, each)));
    $("raw").replaceChildren(...raw(row, each));
    $("article").scrollTop = $("raw").scrollTop = 0;
    mark();
    if (focus) {
      $("article").focus({preventScroll: true});
      if ($("article").getBoundingClientRect().top > innerHeight * 0.6) $("article").scrollIntoView({block: "start"});
    }
  }

  function article(row, each) {
    const byline = [row.source, row.date_edtf, row.dateline_place, (row.authors ?? []).join(", ")].filter((part) => part);
    const quotes = row.quotes ?? [], names = named(row.entities);
    return [
      make("h3", {dir: "auto"}, ...written(row.headline ?? "(no headline)")),
      row.standfirst ? make("p", {class: "standfirst", dir: "auto"}, ...written(row.standfirst)) : null,
      make("p", {class: "byline"}, ...byline.map((part) => make("bdi", {}, ...written(String(part))))),
      quotes.length || names.length ? legend(quotes, names) : null,
      row.body ? body(row) : make("p", {class: "sample"}, "The text of this article is not in the release."),
      row.body_length ? make("p", {class: "sample"}, cut(row.body_length, Array.from(row.body).length)) : null,
      quotes.length ? table("Who said what", ["speaker", "as printed", "kind", "confidence", "quote"], quotes.map((quote, number) => [
        quote.speaker ?? "not named", quote.speaker_text ?? "", quote.kind, quote.confidence.toFixed(2), jump(row, quote, number)])) : null,
      row.entities === null ? make("p", {class: "hint"}, "Names were not looked for in this language.") : null,
      names.length ? table("Who and what is named", ["name", "type", "times", "id"], names) : null,
      details("All fields", fields(row)),
    ].filter((part) => part);
  }

  const TYPES = {PER: "person", ORG: "organisation", LOC: "place", NORP: "nationality, religion, party", EVENT: "event"};

  function legend(quotes, names) {
    const types = new Set(names.map((name) => name[1])), kinds = new Set(quotes.map((quote) => quote.kind));
    return make("p", {class: "legend", "aria-label": "Legend"},
      ...[...kinds].sort().map((kind) => make("span", {}, make("mark", {class: kind}, "quote"), ` ${kind}`)),
      ...Object.entries(TYPES).filter(([type]) => types.has(type)).map(([type, meaning]) => make("span", {class: `entity ${type}`}, meaning)));
  }

  function rejection(row) {
    return [
      make("p", {class: "badge refused"}, row.reason),
      make("h3", {}, make("bdi", {}, ...written(row.path)), row.record === null ? "" : `, record ${row.record}`),
      make("p", {class: "standfirst"}, ...written(row.detail)),
      (row.failures ?? []).length ? table("Rules that it breaks", ["rule", "where", "value", "what is wrong"],
        row.failures.map((each) => [each.rule, each.path, each.value ?? "", each.message])) : null,
      details("All fields", fields(row), true),
    ].filter((part) => part);
  }

  const cut = (whole, shown) => `Here are ${shown.toLocaleString("en")} of ${whole.toLocaleString("en")} characters; the others are in the files of the release.`;

  function table(caption, header, rows) {
    return make("div", {class: "scroll"}, make("table", {}, make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...header.map((name) => make("th", {scope: "col"}, name)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) =>
        make("td", {dir: "auto"}, ...(cell instanceof Node ? [cell] : written(String(cell))))))))));
  }

  function details(summary, content, open = false) {
    return make("details", {open: open ? "" : null}, make("summary", {}, summary), content);
  }

  const ELSEWHERE = new Set(["body", "quotes", "entities", "evidence", "removed", "raw", "raw_length", "failures"]);

  function fields(row) {
    const flat = [];
    const walk = (name, value) => {
      if (value !== null && typeof value === "object" && !Array.isArray(value)) {
        Object.entries(value).forEach(([inner, each]) => walk(`${name}.${inner}`, each));
      } else flat.push([name, Array.isArray(value) ? value.map((each) => typeof each === "object" ? JSON.stringify(each) : each).join(", ") : value]);
    };
    Object.entries(row).filter(([name]) => !ELSEWHERE.has(name)).forEach(([name, value]) => walk(name, value));
    const shown = (value) => value === null || value === "" ? make("span", {class: "null"}, "null")
      : /^https?:\/\/[^\s]+$/u.test(value) ? make("a", {href: value, rel: "noopener noreferrer", target: "_blank"}, ...written(value))
        : make("bdi", {}, ...written(String(value)));
    return make("dl", {class: "fields"}, ...flat.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, shown(value))]));
  }

  function named(entities) {
    const names = new Map();
    for (const each of entities ?? []) {
      const key = `${each.type}\n${each.name}`, known = names.get(key);
      names.set(key, [each.name, each.type, (known?.[2] ?? 0) + 1, each.entity_id ?? known?.[3] ?? ""]);
    }
    return [...names.values()].sort((one, other) => other[2] - one[2] || compare(one[0], other[0]));
  }

  function jump(row, quote, number) {
    const text = Array.from(row.body).slice(quote.start, quote.end).join("");
    const button = make("button", {type: "button", class: "jump"}, ...written(text.length > 90 ? `${text.slice(0, 90)}…` : text));
    button.addEventListener("click", () => {
      const place = document.querySelector(`#article mark[data-quote="${number}"]`);
      place?.scrollIntoView({block: "center"});
      document.querySelectorAll("mark.now").forEach((each) => each.classList.remove("now"));
      document.querySelectorAll(`#article mark[data-quote="${number}"]`).forEach((each) => each.classList.add("now"));
    });
    return button;
  }

  // Highlights: offsets count code points, so texts are cut as lists of them. The speaker stands behind the closing mark.

  const CLOSING = /["'”’“»«›‹」』]/u;

  function body(row) {
    const text = Array.from(row.body);
    const parts = (row.quotes ?? []).flatMap((quote, number) => (quote.parts?.length ? quote.parts : [quote]).map((part, index, all) =>
      ({start: part.start, end: part.end, number, quote, last: index === all.length - 1})));
    const mentions = (row.quotes ?? []).filter((quote) => quote.speaker_start !== null && quote.speaker_start !== undefined)
      .map((quote) => ({start: quote.speaker_start, end: quote.speaker_end, quote}));
    const entities = (row.entities ?? []).map((entity, number) => ({...entity, number}));
    const speakers = new Map(parts.filter((part) => part.last).map((part) => [part.end + CLOSING.test(text[part.end] ?? ""), part.quote]));
    const spans = {part: lookup(parts, text.length), mention: lookup(mentions, text.length), entity: lookup(entities, text.length), speakers};
    const edges = new Set([0, text.length, ...speakers.keys()]);
    [...parts, ...mentions, ...entities].forEach(({start, end}) => { edges.add(start); edges.add(end); });
    const container = make("div", {class: "body", dir: "auto", lang: row.language});
    let start = 0;
    while (start < text.length) {
      let end = text.indexOf("\n", start);
      if (end < 0) end = text.length;
      let gap = end;
      while (gap < text.length && text[gap] === "\n") gap++;
      if (end > start) container.append(paragraph(text, start, end, spans, edges));
      if (gap > end) container.append(make("span", {class: "gap", hidden: ""}, text.slice(end, gap).join("")));
      start = gap;
    }
    return container;
  }

  function lookup(spans, length) {
    const sorted = spans.filter((span) => span.end <= length).sort((one, other) => one.start - other.start || other.end - one.end);
    return (place) => {
      let low = 0, high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle].start <= place) low = middle + 1; else high = middle;
      }
      for (let index = low - 1; index >= Math.max(0, low - 8); index--) if (sorted[index].end > place) return sorted[index];
      return null;
    };
  }

  function paragraph(text, start, end, spans, edges) {
    const element = make("p", {dir: "auto"});
    const cuts = [...edges].filter((edge) => edge > start && edge < end).sort((one, other) => one - other);
    let place = start, marked = null, holder = element;
    for (const next of [...cuts, end]) {
      const part = spans.part(place), entity = spans.entity(place), mention = spans.mention(place);
      if (part !== marked) {
        marked = part;
        holder = part ? make("mark", {class: `quote ${part.quote.kind}`, "data-quote": part.number, "data-start": part.start, "data-end": part.end,
          title: plain(`${part.quote.speaker ?? "speaker not named"}, ${part.quote.kind}, confidence ${part.quote.confidence.toFixed(2)}`)}) : element;
        if (part) element.append(holder);
      }
      let pieces = written(text.slice(place, next).join(""));
      if (entity) {
        pieces = [make("span", {class: `entity ${entity.type}`, "data-entity": entity.number,
          title: plain(`${entity.name} (${entity.type})`)}, ...pieces)];
      }
      if (mention) pieces = [make("span", {class: "mention"}, ...pieces)];
      holder.append(...pieces);
      if (spans.speakers.has(next)) {
        element.append(speaker(spans.speakers.get(next)));
        marked = null;
        holder = element;
      }
      place = next;
    }
    return element;
  }

  function speaker(quote) {
    const name = quote.speaker ?? "speaker not named";
    return make("bdi", {class: quote.speaker ? "speaker" : "speaker unknown"}, ...written(name));
  }

  // The raw document: what each line became, or why it was removed.

  function raw(row, each) {
    const title = make("h3", {}, "Raw document");
    const path = row.provenance?.path ?? row.path, record = row.provenance?.record ?? row.record ?? null;
    const origin = make("p", {class: "byline"}, make("bdi", {}, ...written(path + (record === null ? "" : `, record ${record}`))),
      make("bdi", {}, ...written(row.provenance?.media_type ?? row.media_type ?? "")));
    if (!row.raw) {
      const told = each.refused ? "The quarantine holds no text of it." : `It is not part of this page. "toolkit report RELEASE --raw FOLDER" shows it, where FOLDER holds the raw documents.`;
      return [title, origin, make("p", {class: "sample"}, told), row.removed?.length ? removedTable(row.removed) : null].filter((part) => part);
    }
    const lines = make("ol", {class: "lines"});
    const all = rawLines(row);
    const add = (from, to) => all.slice(from, to).forEach((line) => lines.append(line()));
    add(0, LINES);
    const more = [];
    if (all.length > LINES) {
      const button = make("button", {type: "button"}, `Show ${plural(all.length - LINES, "more line", "more lines")}`);
      button.addEventListener("click", () => { add(LINES, all.length); button.remove(); });
      more.push(button);
    }
    const last = row.raw[row.raw.length - 1], shown = last ? last[0] + Array.from(last[2]).length : 0;
    if (shown < row.raw_length) more.push(make("p", {class: "sample"}, `${plural(row.raw_length - shown, "more character is", "more characters are")} not shown.`));
    return [title, origin, lines, ...more];
  }

  function removedTable(removed) {
    const reasons = new Map();
    removed.forEach((each) => {
      const [ranges, characters] = reasons.get(each.reason) ?? [0, 0];
      reasons.set(each.reason, [ranges + 1, characters + each.end - each.start]);
    });
    return table("What was removed from it", ["reason", "ranges", "characters"], [...reasons].map(([reason, counts]) => [reason, ...counts]));
  }

  function rawLines(row) {
    const removed = row.removed ?? [], evidence = (row.evidence ?? []).filter((each) => each.start !== null);
    const known = row.body !== undefined, lines = [];
    let end = 0;
    for (const [offset, number, content] of row.raw) {
      if (offset > end) {
        const left = offset - end;
        lines.push(() => make("li", {class: "left-out"}, `${plural(left, "character", "characters")} without text left out`));
      }
      const text = Array.from(content);
      let line = number, start = 0;
      while (start < text.length) {
        let stop = text.indexOf("\n", start);
        if (stop < 0) stop = text.length;
        const from = start, to = stop, place = line;
        lines.push(() => rawLine(text, from, to, offset, place, removed, evidence, known));
        start = stop + 1;
        line++;
      }
      end = offset + text.length;
    }
    return lines;
  }

  function rawLine(text, from, to, offset, number, removed, evidence, known) {
    const start = from + offset, end = to + offset;
    const touches = (span) => span.start < end && span.end > start;
    const gone = removed.filter(touches), fields = [...new Set(evidence.filter(touches).map((each) => each.field))];
    const edges = new Set([start, end]);
    gone.forEach((span) => [span.start, span.end].forEach((edge) => { if (edge > start && edge < end) edges.add(edge); }));
    const cuts = [...edges].sort((one, other) => one - other);
    const content = make("span", {class: "text", dir: "auto"});
    for (let index = 0; index + 1 < cuts.length; index++) {
      const pieces = written(text.slice(cuts[index] - offset, cuts[index + 1] - offset).join("").replace(/\r$/u, ""));
      const span = gone.find((each) => each.start <= cuts[index] && each.end > cuts[index]);
      content.append(...(span ? [make("del", {"data-reason": span.reason}, ...pieces)] : pieces));
    }
    const blank = !content.textContent.trim();
    const reasons = [...new Set(gone.map((each) => each.reason))];
    const labels = [...fields.map((name) => make("span", {class: "field"}, name)),
      ...(fields.length && !reasons.length ? [] : reasons.map((reason) => make("span", {class: "why"}, ...written(reason))))];
    const kind = blank ? "blank" : !known ? "plain" : fields.length ? "used" : reasons.length ? "removed" : "silent";
    return make("li", {class: kind, value: number}, content, make("span", {class: "labels"}, ...labels));
  }

  // The words searched for, marked without touching the text.

  function mark() {
    if (!CSS.highlights) return;
    const ranges = [], wanted = words();
    if (wanted.length) {
      for (const root of [$("article"), $("raw")]) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() && ranges.length < 2000) {
          const text = walker.currentNode.data.toLowerCase();
          if (text.length !== walker.currentNode.data.length) continue;
          for (const word of wanted) {
            for (let at = text.indexOf(word); at >= 0 && ranges.length < 2000; at = text.indexOf(word, at + word.length)) {
              const range = new Range();
              range.setStart(walker.currentNode, at);
              range.setEnd(walker.currentNode, at + word.length);
              ranges.push(range);
            }
          }
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }

  // Keyboard.

  function turn(by) {
    page += by;
    list(1);
    $("list").scrollTop = 0;
  }

  function step(by) {
    const place = found.indexOf(selected), next = found[place < 0 ? 0 : Math.min(found.length - 1, Math.max(0, place + by))];
    if (!next) return;
    page = Math.floor(found.indexOf(next) / PAGE);
    history.replaceState(null, "", `#${next.address}`);
    selected = next;
    list(1);
    document.querySelector("#list a[aria-current]")?.scrollIntoView({block: "nearest"});
    open(next);
  }

  function keyed(event) {
    const typing = event.target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      $("query").focus();
    } else if (event.key === "Escape") {
      if (event.target === $("query") && $("query").value) return;
      (document.querySelector("#list a[aria-current]") ?? document.querySelector("#list a"))?.focus();
    } else if (!typing && (event.key === "j" || event.key === "k")) {
      step(event.key === "j" ? 1 : -1);
    } else if (event.target.closest("#list") && ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      const links = [...document.querySelectorAll("#list a")], place = links.indexOf(event.target.closest("a"));
      const next = {ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: links.length - 1}[event.key];
      links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
    } else if (event.target === $("query") && event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector("#list a")?.focus();
    }
  }

  function addressed(event) {
    const each = byAddress.get(decodeURIComponent(location.hash.slice(1)));
    if (!each) return;
    if (event && !$("reader").contains(document.activeElement)) $("desk").scrollIntoView({block: "start"});
    open(each, {focus: Boolean(event)});
  }

  async function start() {
    collect(await unpack(0));
    offer();
    $("filters").hidden = $("desk").hidden = $("keys").hidden = false;
    let waiting = 0;
    const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 150); };
    $("query").addEventListener("input", soon);
    ["kind", "outlet", "month", "quotes"].forEach((id) => $(id).addEventListener("change", filter));
    $("filters").addEventListener("submit", (event) => event.preventDefault());
    $("filters").addEventListener("reset", () => setTimeout(filter));
    $("back").addEventListener("click", () => turn(-1));
    $("next").addEventListener("click", () => turn(1));
    document.querySelectorAll("button.reason").forEach((button) => button.addEventListener("click", () => {
      $("filters").reset();
      $("kind").value = `reason:${button.dataset.reason}`;
      filter();
      $("reader").focus();
    }));
    document.addEventListener("keydown", keyed);
    addEventListener("hashchange", addressed);
    $("list").addEventListener("click", (event) => {
      if (event.target.closest("a")?.hash === location.hash) addressed(event);
    });
    await filter();
    if (byAddress.has(decodeURIComponent(location.hash.slice(1)))) addressed();
    else if (found.length) await open(found[0]);
    document.documentElement.dataset.ready = "true";
  }

  start();
})();
