/** Who may open the staff pages, from reading to everything. */
export const roles = ['viewer', 'editor', 'broadcaster', 'admin', 'auditor'] as const
export type Role = (typeof roles)[number]

const everybody = roles
const writers: readonly Role[] = ['editor', 'broadcaster', 'admin']
const admins: readonly Role[] = ['admin']

/** The one table of what each role may do. Every route of the staff pages names the right that it needs. */
export const policy = {
  'see numbers': everybody,
  /** Days of a month: who could move a window by a day could subtract two of them. */
  'see days': ['editor', 'broadcaster', 'admin', 'auditor'],
  'see content': everybody,
  'hide content': writers,
  'write notes': writers,
  'see logframe': everybody,
  'write logframe': writers,
  'see activities': everybody,
  'write activities': writers,
  'see reports': everybody,
  'finish reports': admins,
  'export numbers': everybody,
  'see links': writers,
  'make links': writers,
  'manage staff': admins,
  'see audit': ['admin', 'auditor'],
  'manage own account': everybody,
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof policy

export function may(role: Role, right: Right): boolean {
  const allowed: readonly Role[] = policy[right]
  return allowed.includes(role)
}

/** Roles that must bring a second factor: who sends to everybody, and who lets others in. */
export function needsFactor(role: string): boolean {
  return role === 'broadcaster' || role === 'admin'
}
