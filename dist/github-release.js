import { A as object, D as literal, M as strictObject, P as union, S as boolean, T as intersection, k as number, s as template } from "./fields.js";
import { d as throwAll, r as render, s as UserError } from "./placeholders.js";
import { a as releaseStep, c as compareAsset, d as currentAsset, f as look, h as githubName, i as publishAsset, l as isLeftover, m as lookWithId, n as openDraft, o as seal, p as lookById, r as openRelease, s as sealFault, u as isSame } from "./release-steps.js";
import { _ as tagCommit, i as settlingTime, s as groupBy, u as found } from "./settle.js";
import { t as explained } from "./rights.js";
import { n as releaseValues } from "./values.js";
import { t as inOrder } from "./in-order.js";

// src/github/refusals.ts
/** Limits of the platform: https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases */
const limits = {
	assets: 1e3,
	bytes: 2 * 1024 ** 3
};
/** What GitHub would refuse of a release's assets, all at once and before any write. */
function refusals(tag, assets) {
	const empty = assets.filter(({ size }) => size === 0);
	const large = assets.filter(({ size }) => size >= limits.bytes);
	const clashes = [...groupBy(assets, ({ name }) => githubName(name).toLowerCase()).values()].filter((group) => group.length > 1);
	return [
		...empty.map(({ name }) => new UserError("ASSET_EMPTY", `${name} of ${tag} is empty, and GitHub takes no empty file`, { hint: "Mend the build, or leave the file out of `assets`." })),
		...large.map(({ name, size }) => new UserError("ASSET_TOO_LARGE", `${name} of ${tag} has ${size} bytes; GitHub takes less than 2 GiB`, { hint: "Split it, compress it, or send it to another destination with the filter `assets`." })),
		...assets.length > limits.assets ? [new UserError("TOO_MANY_ASSETS", `${tag} would have ${assets.length} assets; GitHub takes ${limits.assets}`, { hint: "Pack several files into one archive." })] : [],
		...clashes.map((group) => {
			const names = group.map(({ name }) => name);
			const stored = [...new Set(names.map(githubName))].join(" and ");
			return new UserError("ASSET_CLASH", `${names.join(" and ")} of ${tag} would be called ${stored} by GitHub`, { hint: "Name them apart with letters, digits, \".\", \"-\", \"_\", \"+\" and \"@\", and not by case alone." });
		})
	];
}

// src/backends/github-release.ts
const config = strictObject({
	title: template("Title of the release.").default("{tag}"),
	latest: union([literal("auto"), boolean()]).default("auto").meta({ description: "Whether it becomes the latest release: `true`, `false`, or `auto`: by version, package by package." }),
	"update-published": boolean().default(false).meta({ description: "Whether a release that is already public, and not immutable, may still be changed." }),
	rolling: boolean().default(false).meta({ description: "One release for every build: its tag moves, its assets and notes are replaced. Needs `tag`." }),
	tag: template("Tag of a rolling release, such as `nightly`.").optional()
}).refine((value) => value.rolling === (value.tag !== void 0), { message: "needs `rolling` and `tag` together: a rolling release has a tag of its own, any other has that of its version" });
/** GitHub takes notes up to this length. */
const longestNotes = 125e3;
/** Releases of GitHub, in the order draft, assets, seal: nothing is public before everything is there and verified. */
const githubRelease = {
	kind: "github-release",
	config,
	verifies: "digest",
	takes: ({ rolling }) => rolling ? "any" : "tag",
	remembers: false,
	parallel: 5,
	plan: async (options, given, reader) => {
		const view = inOrder(given);
		const subject = subjectOf(options, view);
		throwAll(refusals(subject.tag, view.assets));
		const there = await explained("read the releases", "contents: write", async () => look(reader, subject.tag, subject.tagged || subject.rolling));
		const base = `github:${reader.github.repository}@${subject.tag}`;
		const draft = `${base}/draft`;
		const title = render(options.title, {
			...releaseValues(view.release),
			tag: subject.tag
		});
		const notes = view.notes.kind === "generated" ? view.notes : {
			kind: "text",
			text: view.notes.text.slice(0, longestNotes)
		};
		const sealing = {
			...subject,
			step: "seal",
			...standing(view),
			title,
			...notes.kind === "text" ? { notes: notes.text } : {},
			expected: view.assets.map(({ name, size, sha256 }) => ({
				name,
				size,
				sha256
			}))
		};
		const items = view.assets.map((asset) => ({
			address: `${base}/assets/${githubName(asset.name)}`,
			...assetAction(there, asset, options),
			asset,
			after: [draft],
			detail: {
				...subject,
				step: "asset",
				name: githubName(asset.name)
			}
		}));
		return [
			{
				address: draft,
				...draftAction(there),
				early: true,
				after: [],
				detail: {
					...subject,
					step: "draft",
					title,
					notes
				}
			},
			...items,
			{
				address: `${base}/seal`,
				...await sealAction(reader, there, sealing, items, options),
				after: [draft, ...items.map(({ address }) => address)],
				detail: sealing
			}
		];
	},
	publish: async (options, item, host) => {
		const step = releaseStep.parse(item.detail);
		const at = () => new Date(host.clock.now()).toISOString();
		const none = {
			address: item.address,
			size: 0,
			sha256: ""
		};
		return explained(`write the release ${step.tag}`, "contents: write", async () => {
			switch (step.step) {
				case "draft": {
					const { did, release } = await openDraft(host, step);
					return {
						...none,
						did,
						url: release.html_url,
						at: at(),
						detail: {
							...step,
							id: release.id
						}
					};
				}
				case "asset": {
					const { asset } = item;
					if (asset === void 0) throw new Error(`${item.address} has no asset`);
					const there = await openRelease(host, step.tag);
					const decision = assetAction(there, asset, options);
					if (decision.action === "conflict") throw new UserError("CONFLICT", `${asset.name}: ${decision.why}`);
					const { did, stored } = await publishAsset(host, there, asset, replacing(there, options));
					const { size, sha256 } = asset;
					const url = downloadUrl(host, step.tag, stored.name);
					return {
						address: item.address,
						did,
						size,
						sha256,
						url,
						at: at(),
						detail: {
							...step,
							id: there.release.id
						}
					};
				}
				case "seal": {
					const { did, release } = await seal(host, step, options.latest);
					return {
						...none,
						did,
						url: release.html_url,
						at: at(),
						detail: {
							...step,
							id: release.id
						}
					};
				}
			}
		});
	},
	verify: async (_options, receipt, reader) => {
		const step = intersection(releaseStep, object({ id: number() })).parse(receipt.detail);
		switch (step.step) {
			case "draft": return await lookById(reader, step.id) === void 0 ? {
				ok: false,
				why: `the draft of ${step.tag} is gone`
			} : {
				ok: true,
				by: "presence"
			};
			case "asset": return verifyAsset(reader, step.id, step, receipt);
			case "seal": {
				const fault = await sealFault(reader, step, step.id);
				return fault === void 0 ? {
					ok: true,
					by: "presence"
				} : {
					ok: false,
					why: fault
				};
			}
		}
	},
	probe: async (_options, reader) => {
		const { pull, push } = (await explained("read the repository", "contents: write", async () => found(reader.github.read("GET /repos/{owner}/{repo}", {}))))?.data.permissions ?? {};
		if (push === true) return {
			ok: true,
			by: "presence"
		};
		return pull === true && push === false ? {
			ok: false,
			why: "the token may not write releases"
		} : void 0;
	}
};
function subjectOf({ rolling, tag }, { release, tagged }) {
	const { version, commit, prerelease } = release;
	return tag === void 0 ? {
		tag: release.tag,
		version,
		commit,
		tagged,
		prerelease,
		rolling
	} : {
		tag: render(tag, releaseValues(release)),
		version,
		commit,
		tagged: false,
		prerelease: true,
		rolling
	};
}
/** Its place among the releases of this run, for what becomes of "latest". */
function standing({ release, all }) {
	const stable = all.filter(({ prerelease }) => !prerelease);
	return {
		leads: stable[0]?.tag === release.tag,
		others: stable.length > 1
	};
}
/** Where users get an asset once the release is public; what GitHub says of it in a draft is a temporary address. */
function downloadUrl(reader, tag, name) {
	const part = (text) => text.split("/").map(encodeURIComponent).join("/");
	return `${reader.github.server}/${reader.github.repository}/releases/download/${part(tag)}/${part(name)}`;
}
function draftAction(there) {
	if (there === void 0) return {
		action: "create",
		why: "no release of this tag"
	};
	const { draft, id, html_url: url } = there.release;
	return {
		action: "keep",
		why: draft ? `draft ${id} is there` : "already published",
		url,
		proof: "presence"
	};
}
const replacing = ({ release }, options) => release.draft ? "in a draft" : options["update-published"] || options.rolling ? "by swap" : "never";
function assetAction(there, asset, options) {
	const stored = there?.assets.find(({ name }) => name === githubName(asset.name));
	const state = compareAsset(stored, asset);
	if (isSame(state)) return {
		action: "keep",
		why: state,
		...stored === void 0 ? {} : { url: stored.browser_download_url },
		proof: state === "same digest" ? "digest" : "size"
	};
	const changes = {
		action: state === "absent" ? "create" : "replace",
		why: state
	};
	if (there === void 0 || there.release.draft) return changes;
	const { tag_name: tag, immutable } = there.release;
	if (immutable === true) return {
		action: "conflict",
		why: `${state}, and release ${tag} is immutable: its tag can never be used again, release a new version`
	};
	if (replacing(there, options) === "by swap") return changes;
	return {
		action: "conflict",
		why: `${state}, and release ${tag} is already public: release a new version, or set "update-published: true"`
	};
}
async function sealAction(reader, there, step, assets, options) {
	if (there === void 0 || there.release.draft) return {
		action: "create",
		why: "not published yet"
	};
	const { html_url: url } = there.release;
	const commit = await tagCommit(reader.github, step.tag);
	if (step.rolling) return commit === step.commit && assets.every(({ action }) => action === "keep") && there.assets.length === assets.length ? {
		action: "keep",
		why: "tag and assets are of this commit",
		url,
		proof: "presence"
	} : {
		action: "replace",
		why: "of an earlier build",
		url
	};
	if (commit !== void 0 && commit !== step.commit) return {
		action: "conflict",
		why: `tag ${step.tag} is at ${commit}, not at ${step.commit}`
	};
	const planned = new Set(step.expected.map(({ name }) => githubName(name)));
	if (replacing(there, options) === "by swap" && there.assets.some((asset) => isLeftover(asset, planned))) return {
		action: "replace",
		why: "an earlier update was cut off",
		url
	};
	return {
		action: "keep",
		why: "already published",
		url,
		proof: "presence"
	};
}
/** Looks at an asset; a listing may lag behind what was just written, so one that seems wrong is looked at again. */
async function verifyAsset(reader, id, step, receipt) {
	const known = (await lookWithId(reader, step.tag, id))?.assets.find(({ name }) => name === step.name);
	let state = compareAsset(known, receipt);
	for (let attempt = 1; !isSame(state) && attempt <= 4; attempt++) {
		if (attempt > 1) await reader.clock.sleep(settlingTime(reader, attempt), reader.signal);
		state = compareAsset(await currentAsset(reader, id, step.name), receipt);
	}
	if (!isSame(state)) return {
		ok: false,
		why: state
	};
	return {
		ok: true,
		by: state === "same digest" ? "digest" : "size"
	};
}

export { githubRelease };