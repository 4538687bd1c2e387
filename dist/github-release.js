import { A as string, D as object, E as number, S as discriminatedUnion, b as array, j as union, k as strictObject, s as template, w as literal, x as boolean } from "./fields.js";
import { r as render, s as UserError, u as throwAll } from "./placeholders.js";
import { i as listReleases, l as tagCommit, n as createDraft, o as publishedRelease, r as listAssets, s as releaseOf, t as explained } from "./rights.js";
import { n as isPassingStatus, t as isBrokenConnection } from "./retry.js";
import { n as releaseValues } from "./values.js";

// src/github/asset-names.ts
/**
* The name that GitHub gives an uploaded asset: diacritics are dropped, every run of letters that it does not take becomes one
* dot, dots at the ends go, and a name that was only an ending gets `default` before it. Seen in the answers of the API and in
* what its own client does; not specified.
*/
function githubName(name) {
	const dotted = name.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[^A-Za-z0-9\-_+@]+/g, ".");
	const trimmed = dotted.replace(/^\.+|\.+$/g, "");
	if (trimmed === "") return "default";
	return dotted.startsWith(".") ? `default.${trimmed}` : trimmed;
}
/** The media type that an asset is served with. */
function mediaType(name) {
	return {
		gz: "application/gzip",
		tgz: "application/gzip",
		xz: "application/x-xz",
		zst: "application/zstd",
		zip: "application/zip",
		json: "application/json",
		txt: "text/plain",
		deb: "application/vnd.debian.binary-package",
		rpm: "application/x-rpm",
		whl: "application/zip"
	}[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

// src/github/upload.ts
/** A server that tells no digest (GitHub Enterprise, assets from before June 2025) is believed by size. */
function compareAsset(there, asset) {
	if (there === void 0) return "absent";
	if (there.state !== "uploaded") return "half uploaded";
	if (there.size !== asset.size) return "other bytes";
	const digest = there.digest;
	if (digest === null || digest === void 0) return "same size";
	return digest === `sha256:${asset.sha256}` ? "same digest" : "other bytes";
}
const isSame = (comparison) => comparison === "same digest" || comparison === "same size";
/** Tries before an upload is given up. Each is preceded by a look, so none is a blind repetition. */
const attempts = 4;
/**
* Brings one asset into a release: looks, removes what is broken or may be replaced, sends, and after anything but a plain
* success looks again, since an answer that was lost may have been a success. Answers what it did.
*/
async function bringAsset(host, release, asset, options) {
	const { replace } = options;
	let { there } = options;
	let did = "created";
	for (let attempt = 1;; attempt++) {
		const state = compareAsset(there, asset);
		if (there !== void 0) {
			if (isSame(state)) return {
				did: attempt === 1 ? "kept" : did,
				stored: there
			};
			if (state === "other bytes" && !replace) throw new UserError("CONFLICT", `${asset.name} is already in release ${release.tag_name} with other bytes`, { hint: "Release a new version; what is published is never changed behind anybody's back." });
			if (state === "other bytes") did = "replaced";
			await host.github.write("DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}", { asset_id: there.id });
		}
		const sent = await send(host, release, asset);
		if (sent.kind === "stored") return {
			did,
			stored: checked(sent.asset, asset)
		};
		if (sent.kind === "refused" || attempt === attempts) throw sent.error;
		host.log.warning(`${asset.name}: ${sent.error.message}; looking whether it arrived`);
		if (attempt > 1) await host.clock.sleep(host.clock.random() * 1e3 * 2 ** attempt, host.signal);
		there = (await listAssets(host.github, release.id)).find(({ name }) => name === githubName(asset.name));
	}
}
async function send(host, release, asset) {
	const url = `${release.upload_url.replace(/\{[^}]*\}$/, "")}?name=${encodeURIComponent(asset.name)}`;
	let answer;
	try {
		answer = await host.github.upload(url, {
			path: asset.path,
			size: asset.size,
			type: mediaType(asset.name)
		});
	} catch (cause) {
		if (isBrokenConnection(cause) && cause instanceof Error) return {
			kind: "unsure",
			error: cause
		};
		throw cause;
	}
	if (answer.status === 201) return {
		kind: "stored",
		asset: parsed(answer.body)
	};
	const said = answer.body.slice(0, 300);
	const error = new UserError("UPLOAD_REFUSED", `GitHub answered ${answer.status} to ${asset.name}: ${said}`, { hint: "Give the job \"permissions: { contents: write }\", and see what GitHub says." });
	return isPassingStatus(answer.status) || answer.status === 422 && said.includes("already_exists") || answer.status === 403 && /rate limit/i.test(said) ? {
		kind: "unsure",
		error
	} : {
		kind: "refused",
		error
	};
}
function parsed(body) {
	const value = JSON.parse(body);
	if (!isAsset(value)) throw new Error("GitHub answered an upload with something that is no asset");
	return value;
}
const isAsset = (value) => typeof value === "object" && value !== null && "id" in value && "name" in value && "state" in value && "size" in value;
/** The answer to an upload is compared at once: a name that came out otherwise would only be missed by users. */
function checked(stored, asset) {
	if (stored.name !== githubName(asset.name)) throw new UserError("ASSET_RENAMED", `GitHub stored ${asset.name} as ${stored.name}`, { hint: "Give the asset a name of letters, digits, \".\", \"-\", \"_\", \"+\" and \"@\"." });
	const state = compareAsset(stored, asset);
	if (!isSame(state)) throw new UserError("ASSET_DAMAGED", `GitHub stored ${asset.name} with ${stored.size} bytes and ${stored.digest ?? "no digest"} (${stored.state}); sent were ${asset.size} bytes, sha256:${asset.sha256}`, { hint: "Run it again." });
	return stored;
}

// src/backends/github-release.ts
const config = strictObject({
	title: template("Title of the release.").default("{tag}"),
	latest: union([literal("auto"), boolean()]).default("auto").meta({ description: "Whether it becomes the latest release: `true`, `false`, or `auto`: GitHub decides by date and version." }),
	"update-published": boolean().default(false).meta({ description: "Whether a release that is already public, and not immutable, may still be changed." })
});
/** What each step needs to know, beyond the asset that its item carries. */
const detail = discriminatedUnion("step", [
	object({
		step: literal("draft"),
		tag: string(),
		commit: string(),
		tagged: boolean(),
		title: string(),
		prerelease: boolean(),
		notes: union([object({
			kind: literal("text"),
			text: string()
		}), object({ kind: literal("generated") })])
	}),
	object({
		step: literal("asset"),
		tag: string(),
		name: string()
	}),
	object({
		step: literal("seal"),
		tag: string(),
		commit: string(),
		tagged: boolean(),
		prerelease: boolean(),
		expected: array(object({
			name: string(),
			size: number(),
			sha256: string()
		}))
	})
]);
/** Limits of the platform: https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases */
const limits = {
	assets: 1e3,
	bytes: 2 * 1024 ** 3,
	notes: 125e3
};
/** Releases of GitHub, in the order draft, assets, seal: nothing is public before everything is there and verified. */
const githubRelease = {
	kind: "github-release",
	config,
	verifies: "digest",
	takes: "tag",
	plan: async (options, view, reader) => {
		const { release, assets } = view;
		throwAll(refusals(view));
		const there = await explained("read the releases", "contents: write", async () => look(reader, release.tag));
		const addresses = {
			draft: address(reader, release.tag, "draft"),
			asset: (asset) => address(reader, release.tag, "assets", githubName(asset.name)),
			seal: address(reader, release.tag, "seal")
		};
		const draft = {
			tag: release.tag,
			commit: release.commit,
			tagged: release.state === "tagged",
			title: render(options.title, releaseValues(release)),
			prerelease: release.prerelease,
			notes: view.notes.kind === "generated" ? view.notes : {
				kind: "text",
				text: view.notes.text.slice(0, limits.notes)
			}
		};
		const seal = {
			step: "seal",
			tag: release.tag,
			commit: release.commit,
			tagged: draft.tagged,
			prerelease: release.prerelease,
			expected: assets.map(({ name, size, sha256 }) => ({
				name,
				size,
				sha256
			}))
		};
		return [
			{
				address: addresses.draft,
				...draftAction(there?.release),
				early: true,
				after: [],
				detail: {
					step: "draft",
					...draft
				}
			},
			...assets.map((asset) => ({
				address: addresses.asset(asset),
				...assetAction(there, asset, options),
				asset,
				after: [addresses.draft],
				detail: {
					step: "asset",
					tag: release.tag,
					name: githubName(asset.name)
				}
			})),
			{
				address: addresses.seal,
				...sealAction(there?.release),
				after: [addresses.draft, ...assets.map(addresses.asset)],
				detail: seal
			}
		];
	},
	publish: async (options, item, host) => {
		const step = detail.parse(item.detail);
		return explained(`write the release ${step.tag}`, "contents: write", async () => {
			switch (step.step) {
				case "draft": return publishDraft(item, step, host);
				case "asset": return publishAsset(options, item, step, host);
				case "seal": return publishSeal(options, item, step, host);
			}
		});
	},
	verify: async (_options, receipt, reader) => {
		const step = detail.parse(receipt.detail);
		const there = await look(reader, step.tag);
		if (there === void 0) return {
			ok: false,
			why: `there is no release of ${step.tag}`
		};
		switch (step.step) {
			case "draft": return {
				ok: true,
				by: "presence"
			};
			case "asset": {
				const state = compareAsset(assetNamed(there.assets, step.name), receipt);
				if (!isSame(state)) return {
					ok: false,
					why: state
				};
				return {
					ok: true,
					by: state === "same digest" ? "digest" : "size"
				};
			}
			case "seal": return verifySeal(step, there.release, reader);
		}
	},
	probe: async (_options, reader) => {
		const { data } = await explained("read the repository", "contents: write", async () => reader.github.read("GET /repos/{owner}/{repo}", {}));
		return data.permissions?.push === false ? {
			ok: false,
			why: "the token may not write releases"
		} : {
			ok: true,
			by: "presence"
		};
	}
};
function address(reader, tag, ...rest) {
	return `github:${reader.github.repository}@${tag}/${rest.join("/")}`;
}
/** Where users get an asset once the release is public; what GitHub says of it in a draft is a temporary address. */
function downloadUrl(reader, tag, name) {
	const part = (text) => text.split("/").map(encodeURIComponent).join("/");
	return `${reader.github.server}/${reader.github.repository}/releases/download/${part(tag)}/${part(name)}`;
}
const memory = /* @__PURE__ */ new WeakMap();
function seen(reader) {
	const known = memory.get(reader) ?? {
		releases: void 0,
		assets: /* @__PURE__ */ new Map()
	};
	memory.set(reader, known);
	return known;
}
const forget = (reader) => memory.delete(reader);
async function find(reader, tag) {
	const known = seen(reader);
	known.releases ??= listReleases(reader.github);
	return releaseOf(await known.releases, tag) ?? await publishedRelease(reader.github, tag);
}
async function look(reader, tag) {
	const release = await find(reader, tag);
	if (release === void 0) return void 0;
	const { assets } = seen(reader);
	const listing = assets.get(release.id) ?? listAssets(reader.github, release.id);
	assets.set(release.id, listing);
	return {
		release,
		assets: await listing
	};
}
const assetNamed = (assets, name) => assets.find((each) => each.name === name);
function draftAction(release) {
	if (release === void 0) return {
		action: "create",
		why: "no release of this tag"
	};
	return {
		action: "keep",
		why: release.draft ? `draft ${release.id} is there` : "already published"
	};
}
function sealAction(release) {
	return release === void 0 || release.draft ? {
		action: "create",
		why: "not published yet"
	} : {
		action: "keep",
		why: "already published"
	};
}
function assetAction(there, asset, options) {
	const state = compareAsset(assetNamed(there?.assets ?? [], githubName(asset.name)), asset);
	if (isSame(state)) return {
		action: "keep",
		why: state
	};
	const changes = {
		action: state === "absent" ? "create" : "replace",
		why: state
	};
	if (there === void 0 || there.release.draft) return changes;
	if (there.release.immutable === true) return {
		action: "conflict",
		why: `${state}, and release ${there.release.tag_name} is immutable: its tag can never be used again, release a new version`
	};
	if (options["update-published"]) return changes;
	return {
		action: "conflict",
		why: `${state}, and release ${there.release.tag_name} is already public: release a new version, or set "update-published: true"`
	};
}
/** What GitHub would refuse later, all at once and before any write. */
function refusals({ assets, release }) {
	const stored = /* @__PURE__ */ new Map();
	for (const { name } of assets) stored.set(githubName(name), [...stored.get(githubName(name)) ?? [], name]);
	return [
		...assets.filter(({ size }) => size === 0).map(({ name }) => new UserError("ASSET_EMPTY", `${name} of ${release.tag} is empty, and GitHub takes no empty file`, { hint: "Mend the build, or leave the file out of `assets`." })),
		...assets.filter(({ size }) => size >= limits.bytes).map(({ name, size }) => new UserError("ASSET_TOO_LARGE", `${name} of ${release.tag} has ${size} bytes; GitHub takes less than 2 GiB`, { hint: "Split it, compress it, or send it to another destination with the filter `assets`." })),
		...assets.length > limits.assets ? [new UserError("TOO_MANY_ASSETS", `${release.tag} would have ${assets.length} assets; GitHub takes ${limits.assets}`, { hint: "Pack several files into one archive." })] : [],
		...[...stored].filter(([, from]) => from.length > 1).map(([name, from]) => new UserError("ASSET_CLASH", `${from.join(" and ")} of ${release.tag} would all be called ${name} by GitHub`, { hint: "Name them apart with letters, digits, \".\", \"-\", \"_\", \"+\" and \"@\"." }))
	];
}
const stamp = (host) => new Date(host.clock.now()).toISOString();
async function publishDraft(item, step, host) {
	const there = await find(host, step.tag);
	const release = there ?? await createDraft(host.github, step);
	if (there === void 0) {
		const known = seen(host);
		known.releases = known.releases?.then((releases) => [release, ...releases]);
		known.assets.set(release.id, Promise.resolve(release.assets));
	}
	return {
		address: item.address,
		did: there === void 0 ? "created" : "kept",
		size: 0,
		sha256: "",
		url: release.html_url,
		at: stamp(host),
		detail: step
	};
}
async function publishAsset(options, item, step, host) {
	const { asset } = item;
	if (asset === void 0) throw new Error(`${item.address} has no asset`);
	const there = await look(host, step.tag);
	if (there === void 0) throw new UserError("RELEASE_GONE", `the draft of ${step.tag} is gone`, { hint: "Run it again; somebody deleted the draft while its assets were sent." });
	const decision = assetAction(there, asset, options);
	if (decision.action === "conflict") throw new UserError("CONFLICT", `${asset.name}: ${decision.why}`);
	const { did, stored } = await bringAsset(host, there.release, asset, {
		there: assetNamed(there.assets, step.name),
		replace: decision.action === "replace"
	});
	const { assets } = seen(host);
	const listing = assets.get(there.release.id);
	if (listing !== void 0 && did !== "kept") assets.set(there.release.id, listing.then((all) => [...all.filter(({ name }) => name !== stored.name), stored]));
	return {
		address: item.address,
		did,
		size: asset.size,
		sha256: asset.sha256,
		url: downloadUrl(host, step.tag, stored.name),
		at: stamp(host),
		detail: step
	};
}
async function publishSeal(options, item, step, host) {
	forget(host);
	const there = await look(host, step.tag);
	if (there === void 0) throw new UserError("RELEASE_GONE", `the draft of ${step.tag} is gone`, { hint: "Run it again; somebody deleted the draft while its assets were sent." });
	const done = (did, url) => ({
		address: item.address,
		did,
		size: 0,
		sha256: "",
		url,
		at: stamp(host),
		detail: step
	});
	if (!there.release.draft) return done("kept", there.release.html_url);
	const wrong = step.expected.flatMap((expected) => {
		const state = compareAsset(assetNamed(there.assets, githubName(expected.name)), expected);
		return isSame(state) ? [] : [`${expected.name} (${state})`];
	});
	const half = there.assets.filter(({ state, name }) => state !== "uploaded" && !wrong.some((text) => text.startsWith(`${name} `)));
	if (wrong.length > 0) throw new UserError("RELEASE_INCOMPLETE", `${step.tag} is not published: ${wrong.join(", ")}`, { hint: "Run it again: what is there is kept." });
	for (const { id } of half) await host.github.write("DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}", { asset_id: id });
	const { data } = await host.github.write("PATCH /repos/{owner}/{repo}/releases/{release_id}", {
		release_id: there.release.id,
		tag_name: step.tag,
		...step.tagged ? {} : { target_commitish: step.commit },
		draft: false,
		prerelease: step.prerelease,
		make_latest: step.prerelease ? "false" : options.latest === "auto" ? "legacy" : options.latest ? "true" : "false"
	});
	forget(host);
	return done("created", data.html_url);
}
async function verifySeal(step, release, reader) {
	if (release.draft) return {
		ok: false,
		why: `release ${step.tag} is still a draft`
	};
	const commit = await tagCommit(reader.github, step.tag);
	if (commit === void 0) reader.log.warning(`release ${step.tag} is public, but GitHub does not show its tag yet`);
	else if (commit !== step.commit) return {
		ok: false,
		why: `tag ${step.tag} is at ${commit}, not at ${step.commit}`
	};
	return {
		ok: true,
		by: "presence"
	};
}

export { githubRelease };