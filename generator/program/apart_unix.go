//go:build unix

package program

import (
	"os/exec"
	"syscall"
)

// setApart makes a command the first of a group of processes, and has all of them stopped
// with it.
func setApart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
