import type { Files } from '../../content/rules/rule.ts'

/** A flow named x as an example: its nodes, and fields of its own before them. */
export function flowX(nodes: string, head = ''): Files {
  return { 'flows/x.yaml': `flow: x\n${head}start: a\nnodes:\n${nodes}` }
}

/** Texts of the flow x in the source language, over the few that every example has. */
export function textsX(texts: string): Files {
  return { 'content/ru/x.yaml': texts }
}
