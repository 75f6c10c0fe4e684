/* The playground's library, as its page asks it: node tests/cross/playground.mjs DIRECTORY, where build.sh put it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { argv, exit } from 'node:process';

const { open_library, lanes } = createRequire(import.meta.url)('../../examples/playground/playground.js');
const library = await open_library(readFileSync(`${argv[2]}/playground.wasm`));
let cases = 0, failed = 0;
const check = (name, good) => { console.log(`${good ? '' : 'not '}ok ${++cases} - ${name}`); failed += !good; };

const names = library.names(), standard = library.text(names.indexOf('standard'));
check('every shipped text passes, and each of its procedures is drawn', names.includes('standard') && names.every((name, index) => {
  const found = library.look(library.text(index));
  return found.status === 'CGOV_OK' && found.procedures.every(one => {
    const graph = library.draw(one.name), states = graph.states.map(state => state.name);
    return states.length > 0 && graph.states.some(state => state.final) && graph.edges.some(edge => edge.from === '') &&
      graph.states.every(state => graph.stages.some(stage => stage.name === state.stage)) &&
      graph.edges.every(edge => states.includes(edge.to) && (edge.from === '' || states.includes(edge.from)));
  });
}));
check('past the last text there is none', library.text(names.length) === '');

const lines = standard.split('\n'), at = lines.findIndex(line => line.startsWith('  move accept '));
const bent = [...lines.slice(0, at), lines[at].replace('move', 'mvoe'), ...lines.slice(at + 1)].join('\n');
const fault = library.look(bent);
check('a fault is told with its line', fault.status === 'CGOV_E_RULEBOOK' && fault.line === at + 1 && fault.message.includes('mvoe'));
check('an unknown procedure has no drawing', library.draw('no_such').states.length === 0);
check('what is odd is refused, in words that are read again', ['', '\0', 'rulebook 1\nrole "a\\b\u0001" "\t"\n', '"'.repeat(100000),
  'rulebook 1\n' + 'procedure 程序 "x"\n'.repeat(1000), '\ud800'].every(text => library.look(text).status === 'CGOV_E_RULEBOOK'));
check('and it goes on after that', library.look(standard).status === 'CGOV_OK' && library.draw('issue').states.length > 5);

const arcs = [{ from: 0, to: 10 }, { from: 0, to: 2 }, { from: 2, to: 4 }, { from: 3, to: 5 }];
check('arcs over the same rows have lanes of their own', lanes(arcs, 14) === 3 && arcs[1].lane === 0 && arcs[2].lane === 0 &&
  arcs[3].lane === 1 && arcs[0].lane === 2);
console.log(`1..${cases}`);
exit(failed ? 1 : 0);
