package dev.weir.desk;

/** Where a page of alerts ended. */
record Cursor(double score, long number) {
    /** @throws IllegalArgumentException if {@link #text} has not written this */
    static Cursor of(String text) {
        int dot = text.indexOf('.');
        try {
            double score = Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(0, Math.max(0, dot)), 36));
            return new Cursor(score, Long.parseLong(text.substring(dot + 1), 36));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the cursor is none that a page ended with: begin again without it", e);
        }
    }

    String text() {
        return Long.toUnsignedString(Double.doubleToLongBits(score), 36) + "." + Long.toString(number, 36);
    }
}
