//go:build !windows

package sshsig

import (
	"io"
	"net"
	"os"
)

// dialAgent connects to the agent of this session.
func dialAgent() (io.ReadWriteCloser, error) {
	socket := os.Getenv("SSH_AUTH_SOCK")
	if socket == "" {
		return nil, fail(NoAgent, "没有运行 ssh-agent（环境变量 SSH_AUTH_SOCK 是空的）", "there is no ssh-agent: the environment variable SSH_AUTH_SOCK is empty")
	}
	return net.Dial("unix", socket)
}
