import { M as strictObject, S as boolean, s as template } from "./fields.js";
import { a as renderPath, l as messageOf, n as placeholdersIn, s as UserError } from "./placeholders.js";
import { n as releaseValues } from "./values.js";
import { t as measure } from "./verify.js";
import { t as inOrder } from "./in-order.js";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";

// src/backends/local-folder.ts
/** What is known of an asset when its folder is decided. */
const known = new Set("package version tag target bin commit commit7 channel".split(" "));
const config = strictObject({
	path: template("The folder, absolute or below the checkout: `/mnt/share/{package}/{tag|commit}`.").refine((path) => [...placeholdersIn(path)].every((name) => known.has(name)), `must hold no other placeholder than ${[...known].map((name) => `{${name}}`).join(" ")}`),
	replace: boolean().default(false).meta({ description: "Whether a file that is there with other bytes is replaced." })
});
/** A folder on this machine, or on a share that is mounted into it. */
const localFolder = {
	kind: "local-folder",
	config,
	verifies: "digest",
	takes: () => "any",
	remembers: false,
	parallel: 5,
	plan: async (options, view, reader) => {
		const items = [];
		for (const asset of inOrder(view).assets) {
			const path = pathOf(options, view, asset);
			items.push({
				address: pathToFileURL(path).href,
				...await decide(options, path, asset, reader),
				asset,
				after: []
			});
		}
		return items;
	},
	publish: async (options, item, host) => {
		const { asset, address } = item;
		if (asset === void 0) throw new Error(`${address} has no asset`);
		const path = fileURLToPath(address);
		const { action, why } = await decide(options, path, asset, host);
		if (action === "conflict") throw new UserError("CONFLICT", `${path} cannot be written: ${why}`);
		if (action !== "keep") await place(asset, path, host);
		const did = {
			create: "created",
			replace: "replaced",
			keep: "kept"
		}[action];
		const { size, sha256 } = asset;
		return {
			address,
			did,
			size,
			sha256,
			at: new Date(host.clock.now()).toISOString()
		};
	},
	verify: async (_options, receipt, reader) => {
		const state = await look(fileURLToPath(receipt.address), receipt, reader);
		return state === "same digest" ? {
			ok: true,
			by: "digest"
		} : {
			ok: false,
			why: state
		};
	},
	probe: async ({ path }, reader) => {
		let folder = path.replace(/(?:^|\/)[^/]*\{.*$/s, "") || ".";
		let there = await reader.files.stat(folder);
		while (there === void 0 && dirname(folder) !== folder) {
			folder = dirname(folder);
			there = await reader.files.stat(folder);
		}
		return there?.kind === "folder" ? {
			ok: true,
			by: "presence"
		} : {
			ok: false,
			why: `${folder} is no folder`
		};
	}
};
/** Where an asset goes. What a value holds cannot lead out of the folder; a leading `/` or drive is the user's own to write. */
function pathOf(options, view, asset) {
	const [start = ""] = /^(?:[A-Za-z]:)?\/|^/.exec(options.path) ?? [];
	const values = {
		...releaseValues(view.release),
		target: asset.target,
		file: asset.name
	};
	const below = renderPath(`${options.path.slice(start.length)}/{file}`, values);
	return start === "" ? resolve(view.root, below) : resolve(start, below);
}
/** What is there, read to its end: a size and a date prove nothing. */
async function look(path, asset, reader) {
	const there = await reader.files.stat(path);
	if (there === void 0) return "absent";
	if (there.kind !== "file") return "no file";
	if (there.size !== asset.size) return "other bytes";
	return (await measure(reader.files.open(path))).sha256 === asset.sha256 ? "same digest" : "other bytes";
}
async function decide({ replace }, path, asset, reader) {
	const state = await look(path, asset, reader);
	switch (state) {
		case "absent": return {
			action: "create",
			why: state
		};
		case "same digest": return {
			action: "keep",
			why: state,
			proof: "digest"
		};
		case "other bytes": return replace ? {
			action: "replace",
			why: state
		} : {
			action: "conflict",
			why: "it is there with other bytes; release a new version, or set \"replace: true\""
		};
		case "no file": return {
			action: "conflict",
			why: "a folder or something else that is no file has its name"
		};
	}
}
/** Copies beside the place, compares what was copied with what was verified, and only then takes the name: nobody sees half a file. */
async function place(asset, path, host) {
	host.signal.throwIfAborted();
	const chance = Math.floor(host.clock.random() * 2 ** 32).toString(16);
	const draft = join(dirname(path), `.slipway-${asset.sha256.slice(0, 12)}-${chance}.part`);
	try {
		const hash = createHash("sha256");
		const hashed = async function* (chunks) {
			for await (const chunk of chunks) {
				hash.update(chunk);
				yield chunk;
			}
		};
		await pipeline(host.files.open(asset.path), hashed, await host.files.create(draft), { signal: host.signal });
		if (hash.digest("hex") !== asset.sha256) throw new UserError("SOURCE_CHANGED", `${asset.path} is not what it was when it was verified`, { hint: "Run it again; something changed the file in the meantime." });
		await host.files.rename(draft, path);
	} catch (error) {
		await host.files.remove(draft).catch(() => void 0);
		if (error instanceof UserError || host.signal.aborted) throw error;
		throw new UserError("FOLDER_NOT_WRITTEN", `${path} could not be written: ${messageOf(error)}`, {
			hint: "See whether the folder is mounted, has room, and may be written by the user of the job. Then run it again.",
			cause: error
		});
	}
}

export { localFolder };