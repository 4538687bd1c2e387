export default {
  semi: false,
  singleQuote: true,
  printWidth: 120,
  trailingComma: 'all',
  // A paragraph is a line, and a table is not padded: a change of one cell is a change of one line.
  overrides: [{ files: '*.md', options: { proseWrap: 'never' } }],
}
