"""Seconds an expert needs, by the Keystroke-Level Model (kwaliteit.md, U-01): K, P, H and M counted while a browser is used."""

K, P, H, M = 0.28, 1.1, 0.4, 1.35  # key or button, point, hand to the other device, think


class Hand:
    """Does what a person does on a page, and counts. On a phone nobody moves between mouse and keys."""

    def __init__(self, page, *, phone=False):
        self.page, self.phone = page, phone
        self.seconds, self.interactions, self._at = 0.0, 0, "mouse"

    def _to(self, device):
        if device != self._at and not self.phone:
            self.seconds += H
        self._at = device

    def click(self, locator):
        """Think, point, press."""
        self._to("mouse")
        locator.click()
        self.seconds += M + P + K
        self.interactions += 1

    def choose(self, locator, label):
        """Think, open the list, point at the line."""
        self._to("mouse")
        locator.select_option(label=label)
        self.seconds += M + 2 * (P + K)
        self.interactions += 1

    def tap_into(self, locator):
        """Put the cursor in a field: no thought of its own."""
        self._to("mouse")
        locator.click()
        self.seconds += P + K

    def type(self, text):
        """Think, and type into the field that has the cursor."""
        self._to("keys")
        self.page.keyboard.type(text)
        self.seconds += M + K * len(text)
        self.interactions += 1

    def key(self, name):
        self._to("keys")
        self.page.keyboard.press(name)
        self.seconds += K
