// Package program runs a program that is none of ours: the signing tool of an office, a
// program that reads pictures.
//
//	r := program.Command{Args: []string{"tesseract", "--list-langs"}, Time: 30 * time.Second, Most: 1 << 20}.Run(ctx)
//
// It is started without a shell, and not trusted: not to end, which a limit of time is for;
// not to say little, which a limit of bytes is for. What it has started itself and left
// behind is not waited for; where it needs no terminal ([Command.Apart]), that is stopped
// with it.
//
// What the output means, and which failure is told in which words, is for who has called.
package program

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"time"
)

// grace is how long what the program has started may hold its output when the program
// itself has ended.
const grace = time.Second

// Command is a program with its arguments, and how far it may go.
type Command struct {
	Args  []string
	Dir   string   // in which it runs; "": where this process does
	Env   []string // nil: the environment of this process
	Stdin io.Reader
	// Time is how long it may run.
	Time time.Duration
	// Most is how many bytes of its output are kept. It is stopped when it prints more.
	Most int
	// Said is how many bytes of what it says on the standard error are kept. It may say more.
	Said int
	// Apart says that it asks nobody anything: it is a group of processes of its own, which
	// a terminal does not interrupt, and which is stopped as a whole.
	Apart bool
}

// Result is what has come of a program.
type Result struct {
	Out, Said []byte
	// Err is nil where it has ended well, and else what package os/exec says.
	Err error
	// Late says that it was stopped because its time was over, More that it was because it
	// printed too much.
	Late, More bool
}

// Run runs the program until it has ended, or is stopped because the context is done.
func (c Command) Run(ctx context.Context) Result {
	ctx, cancel := context.WithTimeout(ctx, c.Time)
	defer cancel()
	command := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	command.Dir, command.Env, command.Stdin = c.Dir, c.Env, c.Stdin
	command.WaitDelay = grace
	if c.Apart {
		setApart(command)
	}
	out, said := &output{most: c.Most, full: cancel}, &output{most: c.Said}
	command.Stdout, command.Stderr = out, said
	err := command.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		err = nil // it has ended well, and left something behind that holds its output
	}
	return Result{Out: out.data, Said: said.data, Err: err, Late: errors.Is(ctx.Err(), context.DeadlineExceeded), More: out.more}
}

// output keeps what a program prints, up to a limit.
type output struct {
	data []byte
	most int
	more bool   // than that was printed
	full func() // called then, unless nil
}

// Write takes all, so that a program that says more than is kept goes on.
func (o *output) Write(p []byte) (int, error) {
	room := o.most - len(o.data)
	o.data = append(o.data, p[:min(room, len(p))]...)
	if len(p) > room && !o.more {
		o.more = true
		if o.full != nil {
			o.full()
		}
	}
	return len(p), nil
}
