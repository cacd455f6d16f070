package main

import (
	"context"
	"errors"
	"testing"
)

// A preview that was told to end ends, whatever it is busy with, and says why where
// it ends by itself.
func TestRunUntil(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	busy := make(chan struct{})
	defer close(busy)
	stop()
	if err := runUntil(ctx, func() error { <-busy; return nil }); err != nil {
		t.Error(err)
	}
	failure := errors.New("the port is gone")
	if err := runUntil(context.Background(), func() error { return failure }); err != failure {
		t.Error(err)
	}
}
