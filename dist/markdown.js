// src/report/markdown.ts
/** Text from outside as Markdown that shows it and nothing else: no markup, no link, no mention, no cell border, one line. */
function escapeMarkdown(text) {
	return text.replace(/[\r\n\t]+/g, " ").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/[\\`*_{}[\]()#+!|~-]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/@/g, "&#64;").replace(/:\/\//g, "&#58;//").replace(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`);
}
/**
* A text as {@link escapeMarkdown} shows it, which a narrow column may break every so many letters where it has no blank or hyphen
* to break at. Copied, it is what it was.
*/
const wrappable = (text, letters = 24) => text.replaceAll("\0", " ").replace(new RegExp(`[^\\s-]{${letters}}(?=[^\\s-])`, "gu"), "$&\0").split("\0").map(escapeMarkdown).join("<wbr>");
/** Letters of a message that stand together before it may break. */
const messageRun = 40;
/** The same for a message of any length, cut with a count: one endless error must not push the rest off the page. */
function escapeMessage(text, limit = 1500) {
	return text.length <= limit ? wrappable(text, messageRun) : `${wrappable(text.slice(0, limit), messageRun)} … and ${text.length - limit} more characters`;
}
/** Markdown that is folded away under a line of text. */
const folded = (title, markdown) => `<details><summary>${escapeMarkdown(title)}</summary>\n\n${markdown}\n\n</details>`;
/** Text from outside as code: shown letter by letter. In a table a bar would still end the cell. */
const code = (text) => `<code>${escapeMarkdown(text)}</code>`;
/** A link, where its address is one of the web; else the text alone. */
function link(text, url) {
	if (url === void 0 || !/^https?:\/\/[^\s"<>]+$/.test(url)) return wrappable(text);
	return `<a href="${url.replaceAll("&", "&amp;").replaceAll("|", "%7C")}">${wrappable(text)}</a>`;
}
/** Bytes for a person: `1.4 MiB`. */
function bytes(size) {
	const units = [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB"
	];
	let value = size;
	let unit = 0;
	while (value >= (unit === 0 ? 1024 : 1023.95) && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${unit === 0 ? String(value) : value.toFixed(1)} ${units[unit] ?? ""}`;
}
/** Milliseconds for a person: `850 ms`, `12 s`, `3 min 20 s`. */
function duration(milliseconds) {
	if (Math.round(milliseconds) < 1e3) return `${Math.round(milliseconds)} ms`;
	const seconds = Math.round(milliseconds / 1e3);
	return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
/** Sections as far as they fit, with a line that says how many do not. The first ones matter most. */
function fitting(sections, limit = 1044480) {
	const kept = [];
	let size = 0;
	for (const section of sections) {
		size += Buffer.byteLength(section) + 2;
		if (size > limit) break;
		kept.push(section);
	}
	const cut = sections.length - kept.length;
	return [...kept, ...cut > 0 ? [cut === 1 ? "_1 more section does not fit here; the log and the receipts have it._" : `_${cut} more sections do not fit here; the log and the receipts have them._`] : []].join("\n\n");
}

export { escapeMessage as a, link as c, escapeMarkdown as i, wrappable as l, code as n, fitting as o, duration as r, folded as s, bytes as t };