import { t as __commonJSMin } from "./rolldown-runtime.js";

// src/errors.ts
/** A mistake that the user can mend. Everything else that is thrown is a bug of ours and shows its stack. */
var UserError = class extends Error {
	/** A stable name of the mistake, in capitals: `CONFIG_UNKNOWN_KEY`. */
	code;
	hint;
	where;
	constructor(code, message, { hint, where, cause } = {}) {
		super(message, cause === void 0 ? void 0 : { cause });
		this.name = "UserError";
		this.code = code;
		this.hint = hint;
		this.where = where;
	}
};
/** Several mistakes found in one go. `errors` is never empty. */
var UserErrors = class extends Error {
	errors;
	constructor(errors) {
		super(errors.map((error) => error.message).join("\n"));
		this.name = "UserErrors";
		this.errors = errors;
	}
};
/** Throws nothing for an empty list, the mistake itself for one, and a {@link UserErrors} for several. */
function throwAll(errors) {
	const [first, second] = errors;
	if (first === void 0) return;
	if (second === void 0) throw first;
	throw new UserErrors(errors);
}
/** The mistakes in what was thrown, or `undefined` where it is a bug. */
function mistakesOf(thrown) {
	if (thrown instanceof UserErrors) return thrown.errors;
	if (thrown instanceof UserError) return [thrown];
}
/** One sentence for a log: the message and, behind it, those of the causes. */
function messageOf(thrown) {
	if (!(thrown instanceof Error)) return String(thrown);
	const cause = thrown.cause === void 0 ? "" : `: ${messageOf(thrown.cause)}`;
	return `${thrown.message}${cause}`;
}

// node_modules/fastest-levenshtein/mod.js
var require_fastest_levenshtein = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.__esModule = true;
	exports.distance = exports.closest = void 0;
	var peq = /* @__PURE__ */ new Uint32Array(65536);
	var myers_32 = function(a, b) {
		var n = a.length;
		var m = b.length;
		var lst = 1 << n - 1;
		var pv = -1;
		var mv = 0;
		var sc = n;
		var i = n;
		while (i--) peq[a.charCodeAt(i)] |= 1 << i;
		for (i = 0; i < m; i++) {
			var eq = peq[b.charCodeAt(i)];
			var xv = eq | mv;
			eq |= (eq & pv) + pv ^ pv;
			mv |= ~(eq | pv);
			pv &= eq;
			if (mv & lst) sc++;
			if (pv & lst) sc--;
			mv = mv << 1 | 1;
			pv = pv << 1 | ~(xv | mv);
			mv &= xv;
		}
		i = n;
		while (i--) peq[a.charCodeAt(i)] = 0;
		return sc;
	};
	var myers_x = function(b, a) {
		var n = a.length;
		var m = b.length;
		var mhc = [];
		var phc = [];
		var hsize = Math.ceil(n / 32);
		var vsize = Math.ceil(m / 32);
		for (var i = 0; i < hsize; i++) {
			phc[i] = -1;
			mhc[i] = 0;
		}
		var j = 0;
		for (; j < vsize - 1; j++) {
			var mv_1 = 0;
			var pv_1 = -1;
			var start_1 = j * 32;
			var vlen_1 = Math.min(32, m) + start_1;
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k;
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)];
				var pb = phc[i / 32 | 0] >>> i & 1;
				var mb = mhc[i / 32 | 0] >>> i & 1;
				var xv = eq | mv_1;
				var xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb;
				var ph = mv_1 | ~(xh | pv_1);
				var mh = pv_1 & xh;
				if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
				if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
				ph = ph << 1 | pb;
				mh = mh << 1 | mb;
				pv_1 = mh | ~(xv | ph);
				mv_1 = ph & xv;
			}
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0;
		}
		var mv = 0;
		var pv = -1;
		var start = j * 32;
		var vlen = Math.min(32, m - start) + start;
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
		var score = m;
		for (var i = 0; i < n; i++) {
			var eq = peq[a.charCodeAt(i)];
			var pb = phc[i / 32 | 0] >>> i & 1;
			var mb = mhc[i / 32 | 0] >>> i & 1;
			var xv = eq | mv;
			var xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
			var ph = mv | ~(xh | pv);
			var mh = pv & xh;
			score += ph >>> m - 1 & 1;
			score -= mh >>> m - 1 & 1;
			if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
			if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
			ph = ph << 1 | pb;
			mh = mh << 1 | mb;
			pv = mh | ~(xv | ph);
			mv = ph & xv;
		}
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
		return score;
	};
	var distance = function(a, b) {
		if (a.length < b.length) {
			var tmp = b;
			b = a;
			a = tmp;
		}
		if (b.length === 0) return a.length;
		if (a.length <= 32) return myers_32(a, b);
		return myers_x(a, b);
	};
	exports.distance = distance;
	var closest = function(str, arr) {
		var min_distance = 1e400;
		var min_index = 0;
		for (var i = 0; i < arr.length; i++) {
			var dist = distance(str, arr[i]);
			if (dist < min_distance) {
				min_distance = dist;
				min_index = i;
			}
		}
		return arr[min_index];
	};
	exports.closest = closest;
}));

// src/config/placeholders.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
/** Every placeholder that a template may hold. */
const placeholders = [
	"package",
	"version",
	"tag",
	"target",
	"os",
	"arch",
	"platform",
	"bin",
	"exe",
	"commit",
	"commit7",
	"channel",
	"artifact",
	"file",
	"date"
];
const isPlaceholder = (name) => placeholders.includes(name);
/** The known name nearest to a mistyped one, where one is near enough to be what was meant. */
function nearest(name, known) {
	const [best] = known.map((candidate) => ({
		candidate,
		far: farBetween(name.toLowerCase(), candidate.toLowerCase())
	})).sort((a, b) => a.far - b.far);
	return best !== void 0 && best.far <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : void 0;
}
/** Edits between two words; two neighbours that changed places are one. */
function farBetween(a, b) {
	let at = 0;
	while (at < a.length && a[at] === b[at]) at++;
	const swapped = `${a.slice(0, at)}${a.charAt(at + 1)}${a.charAt(at)}${a.slice(at + 2)}`;
	return a !== b && swapped === b ? 1 : (0, import_fastest_levenshtein.distance)(a, b);
}
const scan = (template) => template.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? [];
function parse(template) {
	const parts = [];
	const mistakes = [];
	for (const token of scan(template)) if (token === "{{" || token === "}}") parts.push({
		kind: "text",
		text: token.slice(1)
	});
	else if (token === "{" || token === "}") mistakes.push(`"${template}" has a lone "${token}"; write "${token}${token}" for a brace that stands for itself`);
	else if (!token.startsWith("{")) parts.push({
		kind: "text",
		text: token
	});
	else {
		const names = token.slice(1, -1).split("|");
		parts.push({
			kind: "value",
			names: names.filter(isPlaceholder)
		});
		for (const name of names.filter((each) => !isPlaceholder(each))) {
			const near = nearest(name, placeholders);
			mistakes.push(`unknown placeholder {${name}} in "${template}"; ${near === void 0 ? `known are ${placeholders.map((each) => `{${each}}`).join(" ")}, and "{{" is a brace` : `did you mean {${near}}?`}`);
		}
	}
	return {
		parts,
		mistakes
	};
}
/** What is wrong with a template, as sentences; none for a good one. */
const templateMistakes = (template) => parse(template).mistakes;
/** The placeholders that a template uses. */
function placeholdersIn(template) {
	return new Set(parse(template).parts.flatMap((part) => part.kind === "value" ? part.names : []));
}
/** The template with its values; a placeholder without a value is the empty string. The template must have been checked at load. */
function render(template, values) {
	return parse(template).parts.map((part) => part.kind === "text" ? part.text : part.names.map((name) => values[name] ?? "").find(Boolean) ?? "").join("");
}
/** Like {@link render}, for a path or an object key: a value cannot climb out of the folder that the template gives it. */
function renderPath(template, values) {
	const path = render(template, values);
	if (path === "" || path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.includes("\\") || hasControl(path) || path.split("/").includes("..")) throw new UserError("UNSAFE_PATH", `"${template}" renders ${JSON.stringify(path)}, which is not a path below its folder`, { hint: "A tag, package or file name holds \"..\", a leading \"/\" or a character that no path may hold: rename it, or leave its placeholder out." });
	return path;
}
/** Like {@link render}, for a line that a shell will read: a value may hold nothing that a shell gives a meaning. */
function renderCommand(template, values) {
	for (const name of placeholdersIn(template)) {
		const value = values[name] ?? "";
		if (!/^[A-Za-z0-9._+@/:=,-]*$/.test(value)) throw new UserError("UNSAFE_VALUE", `{${name}} is ${JSON.stringify(value)}, which cannot go into the command "${template}"`, { hint: "Rename it, or read it in the command from an environment variable instead of a placeholder." });
	}
	return render(template, values);
}
const hasControl = (text) => /\p{Cc}/u.test(text);

export { renderPath as a, UserErrors as c, throwAll as d, renderCommand as i, messageOf as l, placeholdersIn as n, templateMistakes as o, render as r, UserError as s, nearest as t, mistakesOf as u };