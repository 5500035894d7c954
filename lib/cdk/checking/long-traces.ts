import { recordLongTraces } from './trace-limit';

// Constructs are made from the import on: an app may enforce the standard after it has made them.
recordLongTraces();
