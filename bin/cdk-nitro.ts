#!/usr/bin/env node
import '../lib/cli/compile-cache';
import { runProgram } from '../lib/cli/program';

runProgram();
