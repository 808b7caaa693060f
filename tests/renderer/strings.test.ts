import { basename, join } from 'node:path';
import {
  isElementAccessExpression,
  isObjectLiteralExpression,
  isPropertyAssignment,
  type Node,
  type PropertyAssignment,
} from 'typescript/unstable/ast';
import { API, type Checker, type Program } from 'typescript/unstable/sync';
import { expect, it, onTestFinished } from 'vitest';

const PROJECT = join(import.meta.dirname, '../../src/renderer/tsconfig.json');

const fileOf = (node: Node): string => node.getSourceFile().fileName;

/** Everything that is written in the renderer's files. */
const nodesOf = (program: Program): Node[] =>
  program
    .getSourceFileNames()
    .filter((path) => path.includes('/src/renderer/'))
    .flatMap((path) => within(program.getSourceFile(path)!));

/** A node and all that is in it. */
function within(node: Node): Node[] {
  const nodes = [node];
  node.forEachChild((child) => void nodes.push(...within(child)));
  return nodes;
}

const isString = (node: PropertyAssignment): boolean =>
  fileOf(node).includes('/strings/') && !isObjectLiteralExpression(node.initializer);

/** Whether it is named anywhere but where it is written. */
const isNamed = ({ name }: PropertyAssignment, checker: Checker): boolean =>
  checker.getReferencedSymbolsForNode(name, name.getStart()).flatMap(({ references }) => references).length > 1;

/** All that may be meant by `words[kind]`. */
function lookedUp(nodes: Node[], checker: Checker): Set<Node | undefined> {
  const objects = nodes
    .filter(isElementAccessExpression)
    .map(({ expression }) => checker.getTypeAtLocation(expression));
  const members = objects.flatMap((type) => (type ? checker.getPropertiesOfType(type) : []));
  return new Set(members.flatMap(({ declarations }) => declarations.map((each) => each.resolve())));
}

it('every string is said somewhere in the window', () => {
  const api = new API();
  onTestFinished(() => api.close());
  const { program, checker } = api.updateSnapshot({ openProjects: [PROJECT] }).getProjects()[0]!;
  const nodes = nodesOf(program);
  const strings = nodes.filter(isPropertyAssignment).filter(isString);
  expect(strings).not.toEqual([]);
  const found = lookedUp(nodes, checker);
  const unsaid = strings.filter((each) => !found.has(each) && !isNamed(each, checker));
  expect(unsaid.map((each) => `${basename(fileOf(each))}: ${each.getText()}`)).toEqual([]);
});
