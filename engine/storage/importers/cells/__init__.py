"""What single cells say: numbers, times, words of headers, encodings."""
