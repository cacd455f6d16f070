package main

import (
	"errors"

	"gongkai/generator/county/metrics"
	"gongkai/generator/diag"
	"gongkai/generator/reason"
)

// metrics shows how a build fares at the address that --metrics names; nil: nobody wants it.
func (c *call) metrics(address string) (*metrics.Metrics, error) {
	if address == "" {
		return nil, nil
	}
	m, err := metrics.Listen(address, version)
	if errors.Is(err, metrics.ErrAddress) {
		return nil, refuse("--metrics 要写本机的地址和端口，例如 127.0.0.1:9464，不是 %s", "--metrics takes an address of this machine alone with a port, such as 127.0.0.1:9464, not %s", address)
	}
	if err != nil {
		zh, en := reason.Of(err)
		return nil, refuse("--metrics %s 不能用（%s）：可能别的程序占着这个端口，换一个", "--metrics %s cannot be used (%s): another program may have that port, choose another", address, diag.Text{ZH: zh, EN: en})
	}
	return m, nil
}
