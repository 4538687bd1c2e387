import { render } from '../config/placeholders.ts'
import { UserError } from '../errors.ts'

/** Tags of the remote, each with the commit that it peels to. */
export type RemoteTags = ReadonlyMap<string, string>

/** Reads what `git ls-remote --tags` prints: an annotated tag has a second line that ends in `^{}` and names the commit. */
export function parseRemoteTags(output: string): RemoteTags {
  const tags = new Map<string, string>()
  for (const line of output.split('\n')) {
    const match = /^([0-9a-f]{40,64})\trefs\/tags\/(.+?)(\^\{\})?$/.exec(line)
    const [, sha, name, peeled] = match ?? []
    if (sha === undefined || name === undefined) continue
    if (peeled !== undefined || !tags.has(name)) tags.set(name, sha)
  }
  return tags
}

/** A tag as the template writes it. Throws where git would not take it as the name of a tag. */
export function renderTag(template: string, subject: { readonly package: string; readonly version: string }): string {
  const tag = render(template, subject)
  if (!isTagName(tag)) {
    throw new UserError(
      'TAG_INVALID',
      `the tag of ${subject.package} ${subject.version} would be ${JSON.stringify(tag)}, which git does not take`,
      {
        hint: 'Mend `release.tag`; see `git help check-ref-format` for what a tag may hold.',
      },
    )
  }
  return tag
}

/** The rules of git-check-ref-format(1) for a name below refs/tags/. */
export function isTagName(tag: string): boolean {
  const bad = /[\p{Cc} ~^:?*[\\]/u.test(tag)
  return (
    tag !== '' &&
    tag !== '@' &&
    !bad &&
    !tag.includes('..') &&
    !tag.includes('@{') &&
    !tag.startsWith('-') &&
    !tag.endsWith('.') &&
    tag.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
  )
}

/** The version in a tag of a known package, for a package whose version only its tags say. The whole tag must fit. */
export function versionInTag(template: string, name: string, tag: string): string | undefined {
  const marker = '\u0000'
  const literal = render(template, { package: name, version: marker })
  const source = literal.split(marker).map(escapeRegExp).join('([0-9][0-9A-Za-z.+_-]*)')
  const found = new RegExp(`^${source}$`).exec(tag)?.slice(1)
  const [version] = found ?? []
  return found?.every((each) => each === version) === true ? version : undefined
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
