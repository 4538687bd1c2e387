/**
 * The document with `text` between `<!-- name:start -->` and `<!-- name:end -->`; everything outside stays as it is.
 * @throws Error where a marker is missing, since the text would go nowhere.
 */
export function fillMarkers(document: string, name: string, text: string): string {
  const start = `<!-- ${name}:start -->`
  const end = `<!-- ${name}:end -->`
  const from = document.indexOf(start)
  const to = document.indexOf(end)
  if (from === -1 || to < from) throw new Error(`there is no place for "${name}": write ${start} and ${end}`)
  return `${document.slice(0, from + start.length)}\n\n${text.trim()}\n\n${document.slice(to)}`
}

/** The names of all places that a document has. */
export const markersIn = (document: string): readonly string[] =>
  [...document.matchAll(/<!-- ([a-z0-9:.-]+):start -->/g)].flatMap(([, name]) => name ?? [])
