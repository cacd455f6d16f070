//go:build !unix

package program

import "os/exec"

// setApart changes nothing: there are no groups of processes that a signal reaches. The
// program itself is stopped.
func setApart(*exec.Cmd) {}
