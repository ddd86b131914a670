import { beforeAll, describe, expect, it } from 'vitest'
import { may, policy, type Right, type Role, roles } from '../../src/access/rights.ts'
import type { Route } from '../../src/staff/door.ts'
import type { Db } from '../../src/store/db.ts'
import { openMemory } from '../databases.ts'
import { askFor, openPages, signedIn } from './rig.ts'

/*
 * The rights of every route, written down a second time: a right that is widened, or a route that is opened, must be
 * meant. Every route that there is is walked as every role and as a stranger.
 */
const table: Readonly<Record<Right, string>> = {
  'see numbers': 'viewer editor broadcaster admin auditor',
  'see days': 'editor broadcaster admin auditor',
  'see content': 'viewer editor broadcaster admin auditor',
  'hide content': 'editor broadcaster admin',
  'write notes': 'editor broadcaster admin',
  'see logframe': 'viewer editor broadcaster admin auditor',
  'write logframe': 'editor broadcaster admin',
  'see activities': 'viewer editor broadcaster admin auditor',
  'write activities': 'editor broadcaster admin',
  'see reports': 'viewer editor broadcaster admin auditor',
  'finish reports': 'admin',
  'export numbers': 'viewer editor broadcaster admin auditor',
  'see links': 'editor broadcaster admin',
  'make links': 'editor broadcaster admin',
  'manage staff': 'admin',
  'see audit': 'admin auditor',
  'manage own account': 'viewer editor broadcaster admin auditor',
}

/** All that opens without a session. */
const openRoutes = [
  'GET /staff/sign-in',
  'POST /staff/sign-in',
  'GET /staff/sign-in/wait',
  'POST /staff/sign-in/go-on',
  'GET /staff/demo/:key',
  'POST /staff/demo/:key',
  'GET /staff/staff.css',
  'GET /staff/staff.js',
  'GET /shared/:token',
  'GET /shared/:token/chart.svg',
  'GET /shared/:token/numbers.csv',
]

const demo = 'demo-key-of-the-tests'
/** Parameters are filled with something; no page needs them to be right before it asks who is there. */
const filled = ({ path }: Route) => path.replace(/:\w+(?:\{.*?\})?(?=\/|\.|$)/g, '1').replace(/\*$/, 'x')

let db: Db
let routes: readonly Route[]
beforeAll(async () => {
  db = await openMemory()
  await db.migrate()
  routes = openPages(db, { demo }).door.routes
  return () => db.close()
})

const guarded = () =>
  routes.flatMap((route) => (route.right === null ? [] : [{ ...route, right: route.right }]))

describe('every route of the staff pages', () => {
  it('names a right of the one table, and the table is this', () => {
    const rows = Object.entries(policy).map(([right, allowed]) => [right, allowed.join(' ')])
    expect(Object.fromEntries(rows)).toEqual(table)
    expect(guarded().filter(({ right }) => policy[right] === undefined)).toEqual([])
    expect(guarded().length).toBeGreaterThan(10)
  })

  it('needs a session, but for these', () => {
    const open = routes.filter(({ right }) => right === null)
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...openRoutes].sort())
  })

  it('changes nothing by a GET: each of them is answered alike when it is only asked for (HEAD)', async () => {
    const { ask } = await signedIn(db, 'admin', { demo })
    const before = await db.run('select count(*)::int as n from audit', [])
    for (const route of routes.filter(({ method }) => method === 'GET'))
      expect([route.path, (await ask(filled(route), { method: 'HEAD' })).status]).not.toEqual([
        route.path,
        405,
      ])
    expect(await db.run('select count(*)::int as n from audit', [])).toEqual(before)
  })

  it('sends a stranger to the sign-in, and takes no form of one', async () => {
    const pages = openPages(db, { demo })
    for (const route of guarded()) {
      const { method } = route
      const answer = await askFor(pages, filled(route), {
        method,
        ...(method === 'POST' ? { form: {} } : {}),
      })
      expect([route.path, method, answer.status]).toEqual([route.path, method, method === 'GET' ? 303 : 401])
      if (method === 'GET') expect(answer.headers.get('location')).toMatch(/^\/staff\/sign-in\?to=/)
    }
  })

  it.each(roles)('lets a %s do what the table says, and nothing else', async (role: Role) => {
    for (const route of guarded()) {
      // A new session for each: signing out is one of the routes.
      const { ask } = await signedIn(db, role, { demo })
      const { method, right } = route
      const answer = await ask(filled(route), method === 'POST' ? { form: {} } : {})
      const seen = [route.path, method, answer.status === 403]
      expect(seen).toEqual([route.path, method, !table[right].split(' ').includes(role)])
      expect([route.path, may(role, right)]).toEqual([route.path, answer.status !== 403])
      expect([route.path, answer.status === 401 || answer.status >= 500]).toEqual([route.path, false])
    }
  })

  it('takes no form without the session’s token, nor one of another site, whoever sends it', async () => {
    const { ask } = await signedIn(db, 'admin', { demo })
    for (const route of guarded().filter(({ method }) => method === 'POST')) {
      const path = filled(route)
      const refused = [
        await ask(path, { form: { csrf: '' } }),
        await ask(path, { form: {}, headers: { origin: 'https://example.org' } }),
      ]
      const json = await ask(path, { form: {}, headers: { 'content-type': 'application/json' } })
      expect([path, ...refused.map(({ status }) => status), json.status]).toEqual([path, 403, 403, 415])
    }
  })

  it('refuses every other method with 405, and says which it takes', async () => {
    const { ask } = await signedIn(db, 'admin', { demo })
    for (const path of new Set(routes.map(filled))) {
      const own = routes.filter((route) => filled(route) === path).map(({ method }) => method)
      const wrong = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
        (each) => !own.some((one) => one === each),
      )
      for (const method of wrong) {
        const answer = await ask(path, { method })
        expect([path, method, answer.status]).toEqual([path, method, 405])
        const allow = answer.headers.get('allow')?.split(', ') ?? []
        expect(allow.sort()).toEqual([...own, ...(own.includes('GET') ? ['HEAD'] : [])].sort())
      }
    }
  })

  it('has no inline script or style in its pages', async () => {
    const { ask } = await signedIn(db, 'admin', { demo })
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const answer = await ask(filled(route))
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      expect([route.path, await answer.text()]).toEqual([
        route.path,
        expect.not.stringMatching(/<style|<script(?! src=)|\sstyle=|\son\w+=|javascript:/i),
      ])
    }
  })
})
