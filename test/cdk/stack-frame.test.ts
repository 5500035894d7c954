import { placeOf, renderPlaceIn } from '../../lib/cdk/checking/stack-frame';

const at = (file: string, line: number, column?: number): unknown => ({ file, line, ...(column === undefined ? {} : { column }) });

test.each([
  ['new Web (/app/bin/web.ts:3:5)', at('/app/bin/web.ts', 3, 5)],
  ['at new Web (/app/bin/web.ts:3:5)', at('/app/bin/web.ts', 3, 5)],
  ['<anonymous> (/my app/web (copy)/web.ts:3:5)', at('/my app/web (copy)/web.ts', 3, 5)],
  ['make [as build] (/app/web.js:30:15)', at('/app/web.js', 30, 15)],
  ['async main (file:///my%20app/web.mjs:3:5)', at('/my app/web.mjs', 3, 5)],
  ['async file:///my%20app/web.mjs:3:5', at('/my app/web.mjs', 3, 5)],
  ['/app/web.js:3:5', at('/app/web.js', 3, 5)],
  ['main (C:\\my app\\bin\\web.js:3:5)', at('C:\\my app\\bin\\web.js', 3, 5)],
  ['main (C:/app/web.js:3:5)', at('C:/app/web.js', 3, 5)],
  ['main (\\\\host\\share\\web.js:3:5)', at('\\\\host\\share\\web.js', 3, 5)],
  ['main (file:///C:/my%20app/web.mjs:3:5)', at('C:\\my app\\web.mjs', 3, 5)],
  // Frames of other languages, as jsii hands them on.
  ['<module> (/app/app.py:7)', at('/app/app.py', 7)],
  ['<module> (app.py:7)', at('app.py', 7)],
  ['com.acme.Web.main (Web.java:7)', at('Web.java', 7)],
])('the place of %p', (frame, place) => {
  expect(placeOf(frame)).toEqual(place);
});

// aws-cdk-lib 2.258 to 2.276 records frames without a name so, and V8 has none for arrow functions and the top level of ES modules.
test.each([
  ['/app/web.js:3 (:)', at('/app/web.js', 3)],
  ['/app/web.js:30: (/app/web.js:30:1)', at('/app/web.js', 30)],
  ['/app/web.js:30:1 (/app/web.js:30:12)', at('/app/web.js', 30)],
  ['file:///my%20app/web.mjs:3 (:)', at('/my app/web.mjs', 3)],
  ['file:///my%20app/web.mjs:30: (file:///my%20app/web.mjs:30:1)', at('/my app/web.mjs', 30)],
  ['C:\\app\\web.js:30: (C:\\app\\web.js:30:1)', at('C:\\app\\web.js', 30)],
])('%p has its line and no column, of which the last digit is lost', (frame, place) => {
  expect(placeOf(frame)).toEqual(place);
});

test.each([
  '...new Instance2 in aws-cdk-lib...',
  'Array.forEach (:)',
  'Array.forEach (<anonymous>)',
  'Module._compile (node:internal/modules/cjs/loader:1554:14)',
  'node:internal/main/run_main_module:28:49',
  'main (webpack://app/./src/web.ts:3:5)',
  'main (file://host/share/web.mjs:3:5)',
  '(no user code in 10 frames, use --stack-trace-limit to capture more)',
  'eval (eval at <anonymous> (/app/web.js:3:5), <anonymous>:1:1)',
  '',
])('%p has no place in the app', (frame) => {
  expect(placeOf(frame)).toBeUndefined();
});

test.each([
  [at('/app/bin/web.ts', 3, 5), '/app', 'bin/web.ts:3:5'],
  [at('/lib/web.ts', 3), '/app', '../lib/web.ts:3'],
  [at('C:\\app\\bin\\web.ts', 3, 5), 'C:\\app', 'bin\\web.ts:3:5'],
  [at('D:\\web.ts', 3, 5), 'C:\\app', 'D:\\web.ts:3:5'],
  [at('app.py', 3), '/app', 'app.py:3'],
])('%p is shown from %p as %p', (place, folder, text) => {
  expect(renderPlaceIn(folder, place as Parameters<typeof renderPlaceIn>[1])).toBe(text);
});
