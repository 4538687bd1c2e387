// src/plan/types.ts
/** How a release is called in logs, summaries and plans: its tag, or package and commit for a build without one. */
const releaseId = (release) => release.tag === "" ? `${release.package}@${release.commit.slice(0, 7)}` : release.tag;

export { releaseId as t };