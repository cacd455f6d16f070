package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"gongkai/generator/page"
	"gongkai/generator/serve"
)

// serveCommand is `gongkai serve`.
type serveCommand struct {
	Host string `default:"127.0.0.1" placeholder:"HOST" help:"${help_serve_host}"`
	Port int    `placeholder:"PORT" help:"${help_serve_port}"`
	Open bool   `help:"${help_serve_open}"`
	Poll bool   `help:"${help_serve_poll}"`
}

// Run shows the preview until it is interrupted.
func (cmd *serveCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	port, exact := cmd.Port, cmd.Port != 0
	if !exact {
		port = serve.DefaultPort
	}
	ln, found := serve.Listen(cmd.Host, port, exact)
	c.report(found)
	if ln == nil {
		c.status = exitCall
		return nil
	}
	today := func() page.Date { return opt.Today }
	if c.AsOf == "" {
		today = func() page.Date { return page.DateOf(time.Now()) }
	}
	options := serve.Options{
		Build: opt, Today: today, Host: cmd.Host, Lang: c.Lang, PartName: partName,
		Screen: c.stdout, Color: isTerminal(c.stdout), JSON: c.JSON, Quiet: c.Quiet,
	}
	options.Watch.Poll = cmd.Poll
	if cmd.Open {
		if err := serve.Browse("http://" + ln.Addr().String() + "/"); err != nil {
			c.say(fmt.Sprintf("没能打开浏览器（%v），请自己打开上面的网址。", err), fmt.Sprintf("the browser could not be opened (%v)", err))
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return serve.New(options).Run(ctx, ln)
}
