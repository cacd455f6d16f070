package asset

// Sound is for the tests that need packages which import this one.
var Sound = sound
