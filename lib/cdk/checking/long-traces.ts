import { recordLongTraces } from './trace-limit';

// Traces are long from the import on: an app may enforce the standard after it has made constructs.
recordLongTraces();
