package main

import (
	"context"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"gongkai/generator/page"
	"gongkai/generator/progress"
	"gongkai/generator/serve"
)

// serveCommand is `gongkai serve`.
type serveCommand struct {
	Host string `default:"127.0.0.1" placeholder:"HOST" help:"help_serve_host"`
	Port int    `placeholder:"PORT" help:"help_serve_port"`
	Open bool   `help:"help_serve_open"`
	Poll bool   `help:"help_serve_poll"`
}

// Run shows the preview until it is interrupted.
func (cmd *serveCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	ln := cmd.listen(c)
	if ln == nil {
		c.status = exitCall
		return nil
	}
	today := func() page.Date { return opt.Today }
	if c.AsOf == "" {
		today = func() page.Date { return page.DateOf(time.Now()) }
	}
	options := serve.Options{
		Build: opt, Today: today, Host: cmd.Host, Lang: c.Lang,
		Screen: c.stdout, Color: progress.IsTerminal(c.stdout), JSON: c.JSON, Quiet: c.Quiet,
	}
	options.Watch.Poll = cmd.Poll
	if cmd.Open {
		if err := serve.Browse(serve.Address(ln)); err != nil {
			c.say("没能打开浏览器，请自己打开下面的网址。", "the browser could not be opened; the address is below")
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return runUntil(ctx, func() error { return serve.New(options).Run(ctx, ln) })
}

// grace is how long a preview that was told to end may take for it.
const grace = time.Second

// runUntil calls run, and waits for it no longer than grace after ctx has ended: a
// state of the site that is being worked out is not wanted any more, and a preview
// writes nothing that could be left half done.
func runUntil(ctx context.Context, run func() error) error {
	done := make(chan error, 1)
	go func() { done <- run() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
		return nil
	}
}

// listen opens the port that was asked for, or else the first that is free, and
// reports what is to be said of it.
func (cmd *serveCommand) listen(c *call) net.Listener {
	port, exact := cmd.Port, cmd.Port != 0
	if !exact {
		port = serve.DefaultPort
	}
	ln, found := serve.Listen(cmd.Host, port, exact)
	c.report(found)
	if ln == nil {
		return nil
	}
	if tcp, ok := ln.Addr().(*net.TCPAddr); ok && tcp.Port != port {
		c.say("端口 %d 已被占用，改用 %d。", "port %d is taken; %d is used instead", port, tcp.Port)
	}
	return ln
}
