/** A list as PostgreSQL writes an array (PostgreSQL, "Arrays"), to be cast by the statement that takes it. */
export function listOf(values: readonly (string | number)[]): string {
  const plain = values.every((value) => typeof value === 'number')
  return `{${(plain ? values : values.map((value) => quoted(String(value)))).join()}}`
}

function quoted(text: string): string {
  return /^[A-Za-z][A-Za-z0-9-]*$/.test(text) && text.toLowerCase() !== 'null'
    ? text
    : `"${text.replace(/["\\]/g, '\\$&')}"`
}
