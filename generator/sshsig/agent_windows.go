package sshsig

import (
	"io"
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// agentPipe is where the agent of Windows, and others in its place, wait.
const agentPipe = `\\.\pipe\openssh-ssh-agent`

// dialAgent connects to the agent. SSH_AUTH_SOCK may name another pipe; a socket of
// Git Bash or Cygwin, which it often names, is none that Windows knows.
func dialAgent() (io.ReadWriteCloser, error) {
	name := os.Getenv("SSH_AUTH_SOCK")
	if !strings.HasPrefix(name, `\\.\pipe\`) {
		name = agentPipe
	}
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	// Whoever has taken the name of the pipe may learn who asks, and must not be able
	// to act as them, which is what a plain opening would allow.
	const flags = windows.SECURITY_SQOS_PRESENT | windows.SECURITY_IDENTIFICATION
	pipe, err := windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING, flags, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(pipe), name), nil
}
