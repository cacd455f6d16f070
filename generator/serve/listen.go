package serve

import (
	"errors"
	"net"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"

	"gongkai/generator/diag"
)

// DefaultPort is tried first where no port is asked for.
const DefaultPort = 8017

// portsTried is how many ports are tried, one after the other, for a free one.
const portsTried = 50

// Listen opens host, and port or, unless it is exact, the next free one. A
// finding says what is wrong (no listener), or what to mind.
func Listen(host string, port int, exact bool) (net.Listener, []diag.Diagnostic) {
	ln, err := listen(host, port)
	for next := port + 1; taken(err) && !exact && next < port+portsTried; next++ {
		ln, err = listen(host, next)
	}
	switch {
	case taken(err):
		return nil, []diag.Diagnostic{portTaken.At(diag.Pos{}, port, freePort(host, port))}
	case err != nil:
		return nil, []diag.Diagnostic{noAddress.At(diag.Pos{}, net.JoinHostPort(host, strconv.Itoa(port)), cause(err))}
	}
	if tcp, ok := ln.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		return ln, []diag.Diagnostic{openToNetwork.At(diag.Pos{}, ln.Addr().String())}
	}
	return ln, nil
}

// Address returns the address at which this machine reaches a listener.
func Address(ln net.Listener) string {
	at := ln.Addr().String()
	if tcp, ok := ln.Addr().(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		at = net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return "http://" + at + "/"
}

func listen(host string, port int) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
}

// wsaTaken is the code by which Windows says that a port is taken.
const wsaTaken = syscall.Errno(10048)

func taken(err error) bool { return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaTaken) }

// freePort returns the first free port after one that is taken.
func freePort(host string, port int) int {
	for next := port + 1; next < port+portsTried; next++ {
		if ln, err := listen(host, next); err == nil {
			ln.Close()
			return next
		}
	}
	return port + portsTried
}

// cause returns the innermost reason of a network error.
func cause(err error) string {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err.Error()
	}
	return err.Error()
}

// Browse opens an address in the browser of the person at this machine.
func Browse(address string) error {
	command := []string{"xdg-open", address}
	switch runtime.GOOS {
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		command = []string{"open", address}
	}
	cmd := exec.Command(command[0], command[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // whatever it says comes too late to matter
	return nil
}
