/**
 * The name under which GitHub keeps an uploaded asset. Accents are dropped, every run of characters outside
 * `A-Z a-z 0-9 . - _ + @` becomes one dot, dots are collapsed and trimmed, and where only an extension is left, or the
 * name began with a dot, `default` comes before it.
 */
export function storedName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Mn}/gu, '')
  const dotted = plain.replace(/[^A-Za-z0-9\-_+@.]+/g, '.').replace(/\.{2,}/g, '.')
  const trimmed = dotted.replace(/^\.|\.$/g, '')
  const stemGone = dotted.startsWith('.') && !trimmed.includes('.')
  return plain.startsWith('.') || stemGone ? `default.${trimmed}` : trimmed
}
