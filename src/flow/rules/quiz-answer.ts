import type { Problem } from '../../content/rules/rule.ts'
import type { LoadedScript } from '../load.ts'
import type { NodeOf } from '../script.ts'
import { flowX } from './example.ts'
import { type EachNode, everyNode, problemAt, type ScriptRule } from './graph.ts'

export const quizAnswer: ScriptRule = {
  id: 'quiz-answer',
  level: 'error',
  says: 'Each question of a quiz has an answer with points and one without, and its bands cover every result from the lowest up.',
  wrong: flowX(
    '  a: { kind: quiz, questions: { q: { answers: { yes: 0, no: 0 } } }, bands: [{ from: 1, to: b }, { from: 1, to: b }] }\n  b: { kind: card }\n',
  ),
  right: flowX(
    '  a: { kind: quiz, questions: { q: { answers: { yes: 2, no: 0 } } }, bands: [{ from: 0, to: b }, { from: 2, to: b }] }\n  b: { kind: card }\n',
  ),
  check: (loaded) =>
    everyNode(loaded.script).flatMap((each) =>
      each.node.kind === 'quiz'
        ? [...questionProblems(loaded, each, each.node), ...bandProblems(loaded, each, each.node)]
        : [],
    ),
}

function questionProblems(loaded: LoadedScript, each: EachNode, node: NodeOf<'quiz'>): Problem[] {
  const questions = Object.entries(node.questions)
  if (questions.length === 0)
    return [problemAt(loaded, each.flow.flow, [...each.path, 'questions'], `${each.id} asks nothing`)]
  return questions.flatMap(([id, { answers }]) => {
    const points = Object.values(answers).map((answer) => answer.points)
    return [
      ...(points.some((each) => each > 0) ? [] : ['has no answer with points']),
      ...(points.some((each) => each <= 0) ? [] : ['has no answer without points']),
    ].map((message) =>
      problemAt(loaded, each.flow.flow, [...each.path, 'questions', id], `${each.id}.${id} ${message}`),
    )
  })
}

function bandProblems(loaded: LoadedScript, each: EachNode, node: NodeOf<'quiz'>): Problem[] {
  const points = Object.values(node.questions).map(({ answers }) =>
    Object.values(answers).map((answer) => answer.points),
  )
  const least = sum(points.map((each) => Math.min(...each)))
  const most = sum(points.map((each) => Math.max(...each)))
  const at = (index: number, message: string) =>
    problemAt(loaded, each.flow.flow, [...each.path, 'bands', index], `${each.id}: ${message}`)
  return node.bands.flatMap(({ from }, index): Problem[] => {
    const before = node.bands[index - 1]?.from
    if (before === undefined)
      return from > least ? [at(0, `the first band starts at ${from}, results at ${least}`)] : []
    if (from <= before) return [at(index, `the band from ${from} must come before the one from ${before}`)]
    return from > most ? [at(index, `no result reaches the band from ${from}: ${most} is the most`)] : []
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
