import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { projectRoot } from './walker.ts'

/** A folder imports only folders on earlier lines. Files of `src/` itself are the last line. */
const lines: readonly (readonly string[])[] = [
  ['campaign', 'privacy'],
  ['content', 'reach'],
  ['flow', 'answers'],
  ['documents'],
  ['store'],
  ['access', 'report'],
  ['conversation', 'inbox', 'outreach'],
  ['telegram', 'staff', 'simulator'],
  ['cli', ''],
]

/** The only home of each outside package; what is not here may be used anywhere. */
const homes: Readonly<Record<string, readonly string[]>> = {
  '@dagrejs/dagre': ['documents'],
  '@electric-sql/pglite': ['store'],
  '@grammyjs/auto-retry': ['telegram'],
  '@hono/node-server': ['staff'],
  '@marcbachmann/cel-js': ['flow'],
  '@resvg/resvg-js': ['documents'],
  'csv-parse': ['content'],
  'csv-stringify': ['content'],
  'drizzle-orm': ['store'],
  echarts: ['documents'],
  grammy: ['telegram'],
  hono: ['staff'],
  'intl-messageformat': ['content'],
  'node-cron': [''],
  'node:crypto': ['privacy'],
  otpauth: ['access'],
  pdfmake: ['documents'],
  pino: ['privacy'],
  postgres: ['store'],
  'prom-client': [''],
  qrcode: ['documents'],
  satori: ['documents'],
  'read-excel-file': ['documents'],
  undici: ['telegram'],
  'write-excel-file': ['documents'],
  yaml: ['content'],
}

const src = join(projectRoot, 'src')
const packageJson = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')))

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
}

const code = filesBelow(src).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))

function folderOf(file: string): string {
  const [first, ...rest] = relative(src, file).split('/')
  return rest.length === 0 ? '' : (first ?? '')
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name)
}

function lineOf(folder: string): number {
  return lines.findIndex((line) => line.includes(folder))
}

function packageOf(name: string): string {
  if (name.startsWith('node:')) return name
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

describe('the house', () => {
  it('has only folders that the design knows', () => {
    expect(code.map(folderOf).filter((folder) => lineOf(folder) < 0)).toEqual([])
  })

  it('imports only what lies on earlier lines', () => {
    const wrong = code.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => folderOf(resolve(dirname(file), name)))
        .filter((target) => target !== folderOf(file) && !(folderOf(file) === 'cli' && target === ''))
        .filter((target) => lineOf(target) >= lineOf(folderOf(file)))
        .map((target) => `${relative(src, file)} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps the simulator apart: it reaches the bot only over HTTP', () => {
    const inside = code.filter((file) => folderOf(file) === 'simulator')
    const outward = inside.flatMap((file) =>
      importsOf(file).filter(
        (name) => name.startsWith('.') && folderOf(resolve(dirname(file), name)) !== 'simulator',
      ),
    )
    expect(outward).toEqual([])
  })

  it('gives each outside package one home', () => {
    const wrong = code.flatMap((file) =>
      importsOf(file)
        .map(packageOf)
        .filter((name) => homes[name] !== undefined && !homes[name]?.includes(folderOf(file)))
        .filter((name) => !(name === 'node:crypto' && folderOf(file) === 'simulator'))
        .map((name) => `${relative(src, file)} imports ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps files within 250 lines', () => {
    const long = code
      .map((file) => ({ file: relative(src, file), lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter((each) => each.lines > 251)
    expect(long).toEqual([])
  })

  it('reads the environment in one place', () => {
    const readers = code
      .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(src, file))
    expect(
      readers.filter((file) => !['main.ts', 'config.ts'].includes(file) && !file.startsWith('cli/')),
    ).toEqual([])
  })

  it('has no texts in code: nothing of the region’s letters but names of languages and an alphabet', () => {
    const allowed = [
      'campaign/campaign.ts',
      'content/uzbek-cyrillic.ts',
      'content/uzbek-words.ts',
      'documents/chart-text.ts',
      'simulator/page/people.ts',
    ]
    const told = code.filter((file) => {
      const words = readFileSync(file, 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '')
      return /[а-яёөүңқғҳҷӣӯў]{3,}/iu.test(words) && !/rules\//.test(file)
    })
    expect(told.map((file) => relative(src, file)).filter((file) => !allowed.includes(file))).toEqual([])
  })

  it('tells every dependency’s reason in the README', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
    const names = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies)]
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  it('pins every dependency to one version', () => {
    const all = { ...packageJson.dependencies, ...packageJson.devDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('stands alone: nothing in it names a place outside of itself', () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: projectRoot,
      encoding: 'utf8',
    })
    const named = files
      .split('\n')
      .filter(
        (file) =>
          file !== '' &&
          file !== 'package-lock.json' &&
          file !== 'test/house.test.ts' &&
          existsSync(join(projectRoot, file)),
      )
      .filter((file) => /\.\.\/shared\/|\/work\//.test(readFileSync(join(projectRoot, file), 'utf8')))
    expect(named).toEqual([])
  })
})
