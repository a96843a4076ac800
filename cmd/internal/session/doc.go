// Package session is one drive at the window, without the window: who has the wheel, what a person's hands do to it, what is
// recorded, and how the simulator's time follows the wall's. It ticks the same loop as the headless programs do, so that a
// network's drive is the same bit for bit, shown or not, at any speed.
package session
