import { type OperationId, type Route, routeTable } from '@parley/api-contract';
import { MethodNotAllowedError, RouteNotFoundError } from './server-errors.ts';

/** A route of the table. */
export type TableRoute = Route & { readonly operationId: OperationId };

/** A route and what its path says. */
export interface Match {
  readonly route: TableRoute;
  readonly params: Readonly<Record<string, string>>;
}

interface Node {
  readonly fixed: Map<string, Node>;
  param?: Node;
  /** By method. */
  readonly routes: Map<string, TableRoute>;
  /** Everything the path takes; filled in once the table is read. */
  methods: readonly string[];
}

const newNode = (): Node => ({ fixed: new Map(), routes: new Map(), methods: [] });

/** Finds the route of a request. Nothing outside the table is ever found. */
export interface Router {
  /** The methods a path takes; empty = there is no such path. */
  methods(path: string): readonly string[];
  /** @throws {RouteNotFoundError | MethodNotAllowedError} */
  match(method: string, path: string): Match;
}

/** Paths of webhooks that are remembered, and how long one may be. */
const maxWebhooks = 1000;
const maxWebhookPath = 200;

/** A router over the route table of the API. */
export function createRouter(table: readonly TableRoute[] = routeTable): Router {
  const root = newNode();
  for (const route of table) {
    let node = root;
    for (const segment of route.path.split('/').slice(1)) {
      if (segment.startsWith(':')) {
        node.param ??= newNode();
        node = node.param;
      } else {
        const next = node.fixed.get(segment) ?? newNode();
        node.fixed.set(segment, next);
        node = next;
      }
    }
    node.routes.set(route.method, route);
    node.methods = methodsOf(node);
  }
  const find = (path: string): { node: Node; values: string[] } | undefined => {
    if (!path.startsWith('/')) return undefined;
    let node = root;
    const values: string[] = [];
    const segments = path.split('/');
    for (let index = 1; index < segments.length; index += 1) {
      const segment = segments[index] ?? '';
      const fixed = node.fixed.get(segment);
      if (fixed !== undefined) {
        node = fixed;
        continue;
      }
      const value = decode(segment);
      if (node.param === undefined || value === undefined || value === '') return undefined;
      node = node.param;
      values.push(value);
    }
    return node.routes.size === 0 ? undefined : { node, values };
  };
  const matchAnew = (method: string, path: string): Match => {
    const found = find(path);
    if (found === undefined) throw new RouteNotFoundError();
    const { node, values } = found;
    const route = node.routes.get(method === 'HEAD' && node.methods.includes('HEAD') ? 'GET' : method);
    if (route === undefined) throw new MethodNotAllowedError(node.methods);
    return { route, params: values.length === 0 ? {} : paramsOf(route.path, values) };
  };
  // Providers ask for the same few paths without end.
  const webhooks = new Map<string, Match>();
  return {
    methods(path) {
      return find(path)?.node.methods ?? [];
    },
    match(method, path) {
      const key = `${method} ${path}`;
      const known = webhooks.get(key);
      if (known !== undefined) return known;
      const match = matchAnew(method, path);
      if (isWebhookRoute(match.route) && path.length <= maxWebhookPath) {
        if (webhooks.size >= maxWebhooks) webhooks.clear();
        webhooks.set(key, match);
      }
      return match;
    },
  };
}

/** Webhooks take exactly what providers send; everything else also answers HEAD and OPTIONS. */
function methodsOf(node: Node): readonly string[] {
  const methods = [...node.routes.keys()];
  const isWebhook = [...node.routes.values()].some((route) => isWebhookRoute(route));
  if (isWebhook) return methods;
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** True for the routes providers call. */
export function isWebhookRoute(route: TableRoute): boolean {
  return route.operationId === 'checkWebhook' || route.operationId === 'receiveWebhook';
}

function paramsOf(path: string, values: readonly string[]): Readonly<Record<string, string>> {
  const params: Record<string, string> = {};
  let index = 0;
  for (const segment of path.split('/')) {
    if (segment.startsWith(':')) params[segment.slice(1)] = values[index++] ?? '';
  }
  return params;
}

function decode(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
