package sshsig

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// Agent finds the first of some keys that the running agent has: ssh-agent, or what
// takes its place. The signer is to be closed. Any error is an [Error].
//
// The agent is the one at the socket that SSH_AUTH_SOCK names. On Windows it is the
// service of that system, whose pipe others offer as well; SSH_AUTH_SOCK counts if it
// names another pipe.
func Agent(keys ...Key) (*Signer, error) {
	conn, err := dialAgent()
	if err != nil {
		if own := (*Error)(nil); errors.As(err, &own) {
			return nil, err
		}
		return nil, because(err, NoAgent, "连不上 ssh-agent：%[1]v", "ssh-agent does not answer: %[1]v", err)
	}
	signer, err := agentSigner(conn, keys)
	if err != nil {
		conn.Close()
	}
	return signer, err
}

// agentSigner finds the first of some keys behind a connection.
func agentSigner(conn io.ReadWriteCloser, keys []Key) (*Signer, error) {
	// The client must not see that the connection can be closed: it would read ahead
	// on another thread, and where a pipe is a file, that holds up all writing.
	signers, err := agent.NewClient(struct{ io.ReadWriter }{conn}).Signers()
	if err != nil {
		return nil, because(err, NoAgent, "ssh-agent 没有给出它的钥匙：%[1]v", "ssh-agent did not list its keys: %[1]v", err)
	}
	for _, k := range keys {
		at := slices.IndexFunc(signers, func(s ssh.Signer) bool { return bytes.Equal(s.PublicKey().Marshal(), []byte(k.blob)) })
		if at < 0 {
			continue
		}
		signer, err := newSigner(signers[at], conn)
		if err == nil {
			signer.key = k
		}
		return signer, err
	}
	return nil, fail(NotInAgent, "ssh-agent 有 %d 把钥匙，没有可以用来签名的那一把；用 ssh-add 加进去", "ssh-agent has %d keys, and none of those wanted; add it with ssh-add", len(signers))
}
