import { d as throwAll, s as UserError } from "./placeholders.js";

// src/sources/entries.ts
const FILE_TYPE = 61440;
const REGULAR = 32768;
const FOLDER = 16384;
/** Under this size no ratio is a danger, and an empty log packs very well. */
const RATIO_MATTERS_FROM = 16777216;
function isFolder(entry) {
	return entry.name.endsWith("/");
}
/**
* The name itself, when it stays in the folder that it is unpacked to or packed from, on every system: relative, with
* `/`, no `.` or `..`, no drive letter, backslash, control character or half of a surrogate pair.
* @throws UserError `ENTRY_NAME`
*/
function safeEntryName(name) {
	const why = whyUnsafe(name);
	if (why !== void 0) throw new UserError("ENTRY_NAME", `the archive entry ${quote(name)} ${why}`, { hint: "Names in an archive are relative, and their parts are separated with \"/\"." });
	return name;
}
function whyUnsafe(name) {
	if (name === "") return "has no name";
	if (/\p{Cc}/u.test(name)) return "has a control character in its name";
	if (/\p{Cs}/u.test(name)) return "has a name that is not Unicode";
	if (name.includes("\\")) return "has a backslash in its name";
	if (name.startsWith("/")) return "has an absolute path";
	if (/^[A-Za-z]:/.test(name)) return "starts with a drive letter";
	const parts = name.split("/");
	if (parts.includes("..")) return "leaves the folder with \"..\"";
	if (parts.includes(".") || parts.includes("")) return "has an empty part or a \".\" in its path";
}
/**
* What is wrong with the names of files that are to lie in one folder: unsafe ones, equal ones, and files that are a
* folder of another file, too. `folded`: equal but for case or Unicode form counts as equal, as it does on macOS and Windows.
*/
function nameMistakes(names, comparison) {
	const key = (name) => comparison === "exact" ? name : name.normalize("NFC").toLowerCase();
	const mistakes = [];
	const seen = /* @__PURE__ */ new Map();
	for (const name of names) {
		try {
			safeEntryName(name);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			mistakes.push(error);
			continue;
		}
		const other = seen.get(key(name));
		if (other === void 0) seen.set(key(name), name);
		else mistakes.push(duplicate(name, other));
	}
	for (const name of seen.values()) {
		const parts = name.split("/");
		for (let depth = 1; depth < parts.length; depth += 1) {
			const file = seen.get(key(parts.slice(0, depth).join("/")));
			if (file !== void 0) mistakes.push(clash(file, name));
		}
	}
	return mistakes;
}
/**
* Checks all that a zip says of its entries; `archiveSize` is the size of the whole zip in bytes.
* @throws UserError `ENTRY_NAME`, `ENTRY_DUPLICATE`, `ENTRY_KIND`, `ENTRY_ENCODING` or `ARCHIVE_LIMIT`: all of them at once.
*/
function checkEntries(entries, limits, archiveSize) {
	const folders = entries.filter(isFolder).map((entry) => entry.name.slice(0, -1));
	const files = entries.filter((entry) => !isFolder(entry)).map((entry) => entry.name);
	throwAll([
		...limitMistakes(entries, limits, archiveSize),
		...nameMistakes(files, "folded"),
		...folderMistakes(folders, files),
		...entries.flatMap(entryMistakes)
	]);
}
function folderMistakes(folders, files) {
	const key = (name) => name.normalize("NFC").toLowerCase();
	const taken = new Map(files.map((name) => [key(name), name]));
	return [...new Set(folders)].flatMap((name) => {
		const unsafe = nameMistakes([name], "exact");
		const file = taken.get(key(name));
		return file === void 0 ? unsafe : [...unsafe, clash(file, `${name}/`)];
	});
}
function entryMistakes(entry) {
	const mistakes = [];
	const type = entry.mode & FILE_TYPE;
	if (type !== 0 && type !== (isFolder(entry) ? FOLDER : REGULAR)) {
		const message = `the archive entry ${quote(entry.name)} is a link or a special file`;
		mistakes.push(new UserError("ENTRY_KIND", message, { hint: "Put the file itself into the archive." }));
	}
	if (isFolder(entry) && entry.size > 0) mistakes.push(new UserError("ENTRY_KIND", `the archive entry ${quote(entry.name)} is a folder with content`));
	if (entry.encoding === "encrypted" || entry.encoding === "unknown") {
		const how = entry.encoding === "encrypted" ? "is encrypted" : "is compressed in a way that is not read";
		mistakes.push(new UserError("ENTRY_ENCODING", `the archive entry ${quote(entry.name)} ${how}`, { hint: "Make the zip with the method \"deflate\" or \"store\", without a password." }));
	}
	return mistakes;
}
function limitMistakes(entries, limits, archiveSize) {
	const mistakes = [];
	const refuse = (message) => void mistakes.push(new UserError("ARCHIVE_LIMIT", message));
	const size = entries.reduce((sum, entry) => sum + entry.size, 0);
	const compressed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
	if (entries.length > limits.count) refuse(`the archive has ${entries.length} entries, and the limit is ${limits.count}`);
	if (size > limits.totalSize) refuse(`the archive unpacks to ${size} bytes, and the limit is ${limits.totalSize}`);
	if (size > RATIO_MATTERS_FROM && size > limits.ratio * archiveSize) refuse(`the archive unpacks to ${Math.floor(size / archiveSize)} times its size, and the limit is ${limits.ratio}`);
	if (compressed > archiveSize) refuse("the entries of the archive overlap: together they are longer than it is");
	return mistakes;
}
function duplicate(name, other) {
	const how = name === other ? "is there twice" : `and ${quote(other)} are the same file on macOS or Windows`;
	return new UserError("ENTRY_DUPLICATE", `the archive entry ${quote(name)} ${how}`);
}
function clash(file, name) {
	return new UserError("ENTRY_DUPLICATE", `the archive entry ${quote(file)} is a file, and a folder of ${quote(name)}`);
}
/** Escapes line breaks and other controls, so that a name from outside stays on its line. */
function quote(name) {
	return JSON.stringify(name);
}

export { isFolder as n, nameMistakes as r, checkEntries as t };