const words = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** What an unquoted word stands for in YAML 1.2; undefined for the rarer forms of numbers and words. */
export function typed(text: string): unknown {
  if (!/^(?:[-+.~\d]|(?:true|false|null)$)/i.test(text)) return text
  if (words.has(text)) return words.get(text)
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text) || /^-?(?:0|[1-9]\d{0,8})\.\d{1,6}$/.test(text))
    return Number(text)
  const rare =
    /^(?:~|true|false|null|[-+]?\.(?:inf|nan)|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+\.?\d*)(?:e[-+]?\d+)?)$/i
  return rare.test(text) ? undefined : text
}
