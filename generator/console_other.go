//go:build !windows

package main

// ownConsole is false: where there is no Windows, the window of a terminal stays
// when a program in it ends.
func ownConsole() bool { return false }
